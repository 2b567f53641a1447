package dev.gpuworker.mock.scenario.match;

/**
 * The calls that a scenario answers. Counted for each scenario: every request that its {@code when} matches is a call,
 * from 1, whether or not the scenario answers it.
 *
 * @param first the first call, at least 1
 * @param last the last call, at least {@code first}; {@link Integer#MAX_VALUE}: without end
 */
public record CallRange(int first, int last) {
    /** Every call. */
    public static final CallRange ALL = new CallRange(1, Integer.MAX_VALUE);

    /** Rejects an empty range. */
    public CallRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "calls are counted from 1 and must not run backwards, but were " + first + "-" + last);
        }
    }

    /** Returns whether the call with this number is in the range. */
    public boolean contains(int call) {
        return first <= call && call <= last;
    }

    /** Returns the text as scenario files have it: {@code 2}, {@code 1-2}, {@code 3-}. */
    @Override
    public String toString() {
        if (last == Integer.MAX_VALUE) {
            return first + "-";
        }
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
