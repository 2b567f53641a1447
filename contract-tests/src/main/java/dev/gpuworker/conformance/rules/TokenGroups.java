package dev.gpuworker.conformance.rules;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the tokens of a stream arrived: those that came at the same time are one group.
 *
 * @param tokens how many tokens there were
 * @param groups how many groups they came in
 * @param nanosBetween the mean time from one group to the next; 0 for a single group
 */
record TokenGroups(int tokens, int groups, long nanosBetween) {
    /** What one read brought is stamped once; a read of the rest may follow it as soon as this. */
    private static final long AT_ONCE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    static TokenGroups of(List<StreamEvent> tokens) {
        int groups = tokens.isEmpty() ? 0 : 1;
        for (int i = 1; i < tokens.size(); i++) {
            if (nanosBetween(tokens, i - 1, i) > AT_ONCE_NANOS) {
                groups++;
            }
        }
        long all = groups < 2 ? 0 : nanosBetween(tokens, 0, tokens.size() - 1);
        return new TokenGroups(tokens.size(), groups, groups < 2 ? 0 : all / (groups - 1));
    }

    private static long nanosBetween(List<StreamEvent> tokens, int from, int to) {
        return tokens.get(to).frame().nanos() - tokens.get(from).frame().nanos();
    }

    @Override
    public String toString() {
        return tokens + " tokens arrived in " + groups + " groups"
                + (groups < 2 ? "" : ", " + Timing.millis(nanosBetween) + " from one to the next");
    }
}
