package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceMetrics;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
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
                        "answered with Content-Type \"application/json\"",
                        metrics(reply -> reply.with("Content-Type", "application/json"))),
                Mutant.of(
                        "W-350",
                        "/metrics has other lines",
                        "is not Prometheus text: line",
                        metrics(reply -> reply.withBody(reply.body() + "ok!\n"))),
                broken(
                        "a label without a value",
                        "\nworker_uptime_seconds ",
                        "\nworker_uptime_seconds{nonsense here} "),
                broken("a number that is none", "worker_uptime_seconds 1.5", "worker_uptime_seconds 1.2.3e--nan"),
                broken(
                        "a sample twice",
                        "worker_uptime_seconds 1.5",
                        "worker_uptime_seconds 1\nworker_uptime_seconds 2"),
                broken("a histogram without its last bucket", "{le=\"+Inf\"}", "{le=\"10\"}"),
                broken(
                        "a histogram that does not count up",
                        "worker_inference_duration_ms_bucket",
                        "worker_inference_duration_ms_bucket{le=\"1\"} 900\nworker_inference_duration_ms_bucket"),
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
                                "W-352",
                                "a label that only ends like outcome",
                                "without the label outcome",
                                metrics(reply -> reply.replacing("{outcome=", "{other_outcome=")))
                        .alsoBreaks("W-353"),
                Mutant.of(
                        "W-353",
                        "nothing is counted",
                        "successes rose by 0.0",
                        metrics(reply -> reply.withBody(ReferenceMetrics.text(0, 0)))));
    }

    private static Mutant broken(String name, String text, String replacement) {
        return Mutant.of("W-350", name, "is not Prometheus text", metrics(reply -> reply.replacing(text, replacement)));
    }

    private static UnaryOperator<Behaviour> metrics(UnaryOperator<WorkerReply> change) {
        return Change.reply(request -> request.path().equals("/metrics"), change);
    }
}
