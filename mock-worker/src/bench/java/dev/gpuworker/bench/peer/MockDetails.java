package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.load.Load;
import java.time.Duration;
import java.util.Map;

/** What only the mock can be asked, in a process of its own. */
public final class MockDetails {
    private MockDetails() {}

    /** Writes one JSON line. */
    public static void main(String[] args) throws Exception {
        Load one = new Load("A", 1, 200, Duration.ofMillis(5), Duration.ZERO);
        Load many = new Load("B", 100, 100, Duration.ofMillis(20), Duration.ofMillis(500));
        ChildResult.write(Map.of(
                "streaming", CloseLatency.streaming(),
                "stalled", CloseLatency.stalled(),
                "lag A", LagReport.of(one),
                "lag B", LagReport.of(many)));
        Runtime.getRuntime().halt(0);
    }
}
