package dev.gpuworker.mock.internal.answer;

import io.javalin.http.Context;

/** {@code GET /health} (M0-W-1320). */
final class HealthHandler {
    private HealthHandler() {}

    static void handle(WorkerServer worker, Context context) {
        worker.voice().health(worker, context);
    }
}
