package dev.gpuworker.client;

import dev.gpuworker.wire.ExecuteRequest;

/** Bytes and requests that many tests share. */
final class Streams {
    static final ExecuteRequest JOB = ExecuteRequest.builder("job-1", "Write a haiku")
            .maxTokens(8)
            .seed(42)
            .build();
    static final String STARTED = "event: started\ndata: {\"job_id\":\"job-1\",\"model\":\"m\","
            + "\"started_at\":\"2026-01-01T00:00:00Z\"}\n\n";
    static final String METRICS = "event: metrics\ndata: {\"tokens_per_sec\":12.5,\"vram_bytes\":1024}\n\n";
    static final String ERROR =
            "event: error\ndata: {\"code\":\"CANCELLED\",\"message\":\"cancelled\",\"retriable\":false}\n\n";

    private Streams() {}

    static String token(int i, String text) {
        return "event: token\ndata: {\"t\":\"" + text + "\",\"i\":" + i + "}\n\n";
    }

    static String end(int tokens) {
        return "event: end\ndata: {\"tokens_out\":" + tokens + ",\"decode_time_ms\":12}\n\n";
    }
}
