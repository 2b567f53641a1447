package dev.gpuworker.conformance;

import java.time.Duration;

/**
 * A check and its verdict. Immutable.
 *
 * @param check what was judged
 * @param verdict what was found
 * @param took how long the traffic or the measurement took; zero if unknown
 * @param log what the worker logged meanwhile; empty if unknown
 */
public record Checked(Check check, Verdict verdict, Duration took, String log) {
    /** Returns the same check with another verdict. */
    public Checked with(Verdict other) {
        return new Checked(check, other, took, log);
    }

    /** Returns what a reader should do next; empty if nothing. */
    public String hint() {
        return verdict.hint(check);
    }
}
