package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** {@code POST /shutdown} (M0-W-1340): refuses new jobs from now on; the process ends once the active job has ended. */
final class ShutdownHandler {
    private ShutdownHandler() {}

    static void handle(WorkerServer worker, Context context) {
        worker.drain();
        // Starts the shutdown only after the answer has been sent: the process may end a moment later.
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(context.req()),
                failure -> worker.core().listener().shutdownRequested());
        Answers.json(context, 202, Map.of("status", "draining"));
    }
}
