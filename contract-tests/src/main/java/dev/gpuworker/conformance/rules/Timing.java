package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Judges a measured time, and reports it in every verdict. */
final class Timing {
    private static final double NANOS_PER_MILLI = 1e6;

    private Timing() {}

    /** Judges a time against its limit; {@code stall} is how long this process stalled meanwhile. */
    static Verdict within(Duration limit, long nanos, Duration stall, String what, Finding late) {
        String measured = millis(nanos) + " " + what;
        if (nanos <= limit.toNanos()) {
            Verdict passed = new Verdict.Passed(measured + " (limit " + limit.toMillis() + " ms)");
            return unlessHidden(limit.toNanos() - nanos, stall, passed);
        }
        Verdict failed = Findings.failed(
                "at most " + limit.toMillis() + " ms " + what,
                List.of(new Finding(late.actual() + " after " + measured, late.evidence())));
        return unlessStalled(nanos - limit.toNanos(), stall, failed);
    }

    /** Returns the breach, unless a stall of this process explains the delay. */
    static Verdict unlessStalled(long lateNanos, Duration stall, Verdict breach) {
        return stall.toNanos() < lateNanos
                ? breach
                : Verdict.Inconclusive.byOwnStall(
                        breach.actual() + "; but this process stalled for " + stall.toMillis() + " ms meanwhile");
    }

    /**
     * Judges the median of several times. A stall of this process affects only one of them, so a median within the
     * limit is valid.
     */
    static Verdict medianWithin(Duration limit, long nanos, Duration stall, String what, Finding late) {
        return within(limit, nanos, nanos <= limit.toNanos() ? Duration.ZERO : stall, what, late);
    }

    /**
     * Returns the pass, unless this process stalled for longer than the margin to a breach: a starved reader sees a
     * burst spread out, and a late clock sees an answer come early.
     */
    static Verdict unlessHidden(long marginNanos, Duration stall, Verdict passed) {
        return stall.toNanos() <= marginNanos
                ? passed
                : Verdict.Inconclusive.byOwnStall(passed.actual() + "; but this process stalled for " + stall.toMillis()
                        + " ms meanwhile, which can hide a breach");
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }
}
