package dev.gpuworker.conformance.mutant;

import java.util.List;
import java.util.function.UnaryOperator;

/** Workers whose /metrics is wrong. */
final class MetricsMutants {
    private MetricsMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-350",
                        "/metrics is JSON",
                        "answered with Content-Type application/json",
                        metrics(reply -> reply.with("Content-Type", "application/json"))),
                Mutant.of(
                        "W-350",
                        "/metrics has other lines",
                        "not Prometheus text: ok",
                        metrics(reply -> reply.withBody(reply.body() + "ok!\n"))),
                Mutant.of(
                        "W-351",
                        "/metrics has other names",
                        "lacks worker_vram_bytes",
                        metrics(reply -> reply.replacing("worker_vram_bytes", "vram"))),
                Mutant.of(
                        "W-351",
                        "/metrics has a summary of durations",
                        "as a summary, not as a histogram",
                        metrics(reply -> reply.replacing("duration_ms histogram", "duration_ms summary"))),
                Mutant.of(
                        "W-352",
                        "an outcome of its own",
                        "has outcome \"ok\"",
                        metrics(reply -> reply.withBody(reply.body() + "worker_requests_total{outcome=\"ok\"} 1\n"))),
                Mutant.of(
                        "W-353",
                        "nothing is counted",
                        "successes rose by 0.0",
                        metrics(reply -> reply.withBody(ReferenceMetrics.text(0, 0)))));
    }

    private static UnaryOperator<Behaviour> metrics(UnaryOperator<WorkerReply> change) {
        return Change.reply(request -> request.path().equals("/metrics"), change);
    }
}
