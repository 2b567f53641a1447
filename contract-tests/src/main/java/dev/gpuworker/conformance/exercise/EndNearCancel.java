package dev.gpuworker.conformance.exercise;

import java.time.Duration;

/**
 * What an {@code end} event says about the cancel of its job. A job may end by itself at any moment, and so also just
 * before a cancel reaches it.
 */
public enum EndNearCancel {
    /** The job was over before the cancel was sent, so it says nothing about the cancel. */
    BEFORE,
    /** The job may have been over when the cancel reached it. */
    PERHAPS_BEFORE,
    /** The job went on for longer after its cancel than a cancelled job may. */
    TOO_LATE;

    /** How soon a cancel must have taken effect (M0-W-1330). */
    public static final Duration EFFECT_WITHIN = Duration.ofMillis(100);

    /**
     * Compares three moments of one clock, in nanoseconds.
     *
     * @param end when the event arrived
     * @param sent when the last byte of the cancel was written
     * @param answered when the answer to the cancel had arrived
     */
    public static EndNearCancel of(long end, long sent, long answered) {
        if (end < sent) {
            return BEFORE;
        }
        return end - answered <= EFFECT_WITHIN.toNanos() ? PERHAPS_BEFORE : TOO_LATE;
    }
}
