package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Judges a measured time, and tells it in any case. */
final class Timing {
    private static final double NANOS_PER_MILLI = 1e6;

    private Timing() {}

    /** Judges a time against its limit; {@code stall} is how long our own process stalled meanwhile. */
    static Verdict within(Duration limit, long nanos, Duration stall, String what, Finding late) {
        String measured = millis(nanos) + " " + what;
        if (nanos <= limit.toNanos()) {
            return new Verdict.Passed(measured + " (limit " + limit.toMillis() + " ms)");
        }
        Verdict failed = Findings.failed(
                "at most " + limit.toMillis() + " ms " + what,
                List.of(new Finding(late.actual() + " after " + measured, late.evidence())));
        return unlessStalled(nanos - limit.toNanos(), stall, failed);
    }

    /** Returns the breach, unless a stall of our own process explains so much of a lateness. */
    static Verdict unlessStalled(long lateNanos, Duration stall, Verdict breach) {
        return stall.toNanos() < lateNanos
                ? breach
                : new Verdict.Inconclusive(
                        breach.actual() + "; but our own process stalled for " + stall.toMillis() + " ms meanwhile");
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }
}
