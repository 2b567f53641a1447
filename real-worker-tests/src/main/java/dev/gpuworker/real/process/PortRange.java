package dev.gpuworker.real.process;

/**
 * The range from which a worker's port is taken.
 *
 * @param first lowest port, at least 1024
 * @param last highest port, at most 65535
 */
public record PortRange(int first, int last) {
    /**
     * Below Linux's range for outgoing connections (32768 and up), so that no outgoing connection takes a port first.
     */
    public static final PortRange DEFAULT = new PortRange(20000, 29999);

    /** Checks the bounds. */
    public PortRange {
        if (first < 1024 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "a port range must lie within 1024..65535, but was " + first + ".." + last);
        }
    }

    int size() {
        return last - first + 1;
    }
}
