package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import io.javalin.http.Context;

/** {@code GET /metrics} (M0-W-1350) in the Prometheus text format. */
final class MetricsHandler {
    private MetricsHandler() {}

    static void handle(WorkerServer worker, Context context) {
        Answers.send(
                context,
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                worker.metrics().scrape());
    }
}
