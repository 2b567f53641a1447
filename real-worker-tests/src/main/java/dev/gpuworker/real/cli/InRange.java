package dev.gpuworker.real.cli;

/** Checks numbers from the command line. */
final class InRange {
    private InRange() {}

    /** Returns the value; throws {@link IllegalArgumentException}, which names the option, if it is out of bounds. */
    static long check(String option, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    option + " must be from " + least + " to " + greatest + ", but was " + value);
        }
        return value;
    }
}
