package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.journal.Tally;
import dev.gpuworker.mock.internal.play.Ledger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * The meters of one worker (M0-W-1350). They only read the ledger and the tally, so they cost nothing until they are
 * scraped, and agree with everything else.
 */
final class Metrics {
    private static final String DURATION = "worker_inference_duration_ms";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Metrics(WorkerServer worker) {
        Tally tally = worker.core().tally();
        Gauge.builder("worker.vram.bytes", worker.core().ledger(), Ledger::usedBytes)
                .description("bytes of device memory in use")
                .register(registry);
        Gauge.builder("worker.uptime.seconds", worker, server -> server.uptime().toMillis() / 1e3)
                .description("seconds since start")
                .register(registry);
        outcome("success", tally.success);
        outcome("error", tally.error);
        outcome("cancelled", tally.cancelled);
        outcome("timeout", tally.timeout);
        FunctionCounter.builder("worker.tokens.generated", tally.tokens, LongAdder::sum)
                .description("tokens sent")
                .register(registry);
        registry.getPrometheusRegistry().register(() -> durations(tally));
    }

    String scrape() {
        return registry.scrape();
    }

    private void outcome(String outcome, LongAdder count) {
        FunctionCounter.builder("worker.requests", count, LongAdder::sum)
                .description("jobs that are over, by how they ended")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static HistogramSnapshot durations(Tally tally) {
        Number[] counts = Arrays.stream(tally.bucketCounts()).boxed().toArray(Number[]::new);
        return HistogramSnapshot.builder()
                .name(DURATION)
                .help("milliseconds from a job's start to its end")
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(Tally.bounds(), counts))
                        .sum((double) tally.millisTotal())
                        .build())
                .build();
    }
}
