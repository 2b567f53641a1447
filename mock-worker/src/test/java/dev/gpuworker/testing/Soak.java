package dev.gpuworker.testing;

/**
 * How often a test repeats what shows a fault only sometimes: in {@code mvn verify} often enough to find a common one,
 * and under {@code -Psoak}, which runs at night, often enough to find a rare one.
 */
public final class Soak {
    private static final boolean ON = Boolean.getBoolean("soak");

    private Soak() {}

    /** Returns {@code usually}, or under {@code -Psoak} {@code soaking}, which is at least as often. */
    public static int times(int usually, int soaking) {
        return ON ? soaking : usually;
    }
}
