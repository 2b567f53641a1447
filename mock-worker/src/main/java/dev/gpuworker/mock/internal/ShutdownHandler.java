package dev.gpuworker.mock.internal;

import io.javalin.http.Context;
import java.util.Map;

/** {@code POST /shutdown} (M0-W-1340): no new jobs from now on; the process ends once the active one has. */
final class ShutdownHandler {
    private ShutdownHandler() {}

    static void handle(WorkerServer worker, Context context) {
        worker.drain();
        worker.core().listener().shutdownRequested();
        Answers.json(context, 202, Map.of("status", "draining"));
    }
}
