package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** {@code POST /shutdown} (M0-W-1340): no new jobs from now on; the process ends once the active one has. */
final class ShutdownHandler {
    private ShutdownHandler() {}

    static void handle(WorkerServer worker, Context context) {
        worker.drain();
        // Told only once the answer has left: the process may end a moment later.
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(context.req()),
                failure -> worker.core().listener().shutdownRequested());
        Answers.json(context, 202, Map.of("status", "draining"));
    }
}
