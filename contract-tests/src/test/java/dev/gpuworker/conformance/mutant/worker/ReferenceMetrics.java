package dev.gpuworker.conformance.mutant.worker;

/** Prometheus text of the reference worker. */
public final class ReferenceMetrics {
    private ReferenceMetrics() {}

    public static String text(int jobs, int tokens) {
        return """
                # TYPE worker_vram_bytes gauge
                worker_vram_bytes 5.0E9
                # TYPE worker_requests_total counter
                worker_requests_total{outcome="success"} %d
                worker_requests_total{outcome="error"} 0
                worker_requests_total{outcome="cancelled"} 0
                worker_requests_total{outcome="timeout"} 0
                # TYPE worker_tokens_generated_total counter
                worker_tokens_generated_total %d
                # TYPE worker_inference_duration_ms histogram
                worker_inference_duration_ms_bucket{le="+Inf"} %d
                worker_inference_duration_ms_sum 10
                worker_inference_duration_ms_count %d
                # TYPE worker_uptime_seconds gauge
                worker_uptime_seconds 1.5
                """.formatted(jobs, tokens, jobs, jobs);
    }
}
