package dev.gpuworker.bench.peer;

import java.util.Map;

/** Measurements that only the mock supports, in a process of its own. */
public final class MockDetails {
    private MockDetails() {}

    /** Writes one JSON line. */
    public static void main(String[] args) throws Exception {
        ChildResult.write(Map.of("streaming", CloseLatency.streaming(), "stalled", CloseLatency.stalled()));
        Runtime.getRuntime().halt(0);
    }
}
