package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Judges a measured time, and tells it in any case. */
final class Timing {
    private static final double NANOS_PER_MILLI = 1e6;

    private Timing() {}

    static Verdict within(Duration limit, long nanos, String what, Finding late) {
        String measured = millis(nanos) + " " + what;
        return nanos <= limit.toNanos()
                ? new Verdict.Passed(measured + " (limit " + limit.toMillis() + " ms)")
                : Findings.failed(
                        "at most " + limit.toMillis() + " ms " + what,
                        List.of(new Finding(late.actual() + " after " + measured, late.evidence())));
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }
}
