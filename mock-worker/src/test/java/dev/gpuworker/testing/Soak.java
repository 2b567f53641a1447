package dev.gpuworker.testing;

/**
 * The number of repetitions in tests for intermittent faults: in {@code mvn verify} enough to find a common one; under
 * {@code -Psoak}, which runs at night, enough to find a rare one.
 */
public final class Soak {
    private static final boolean ON = Boolean.getBoolean("soak");

    private Soak() {}

    /** Returns {@code usually}, or under {@code -Psoak} {@code soaking}, which is at least as often. */
    public static int times(int usually, int soaking) {
        return ON ? soaking : usually;
    }
}
