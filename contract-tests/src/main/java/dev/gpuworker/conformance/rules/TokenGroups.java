package dev.gpuworker.conformance.rules;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the tokens of a stream arrived: tokens that came at the same time form a group.
 *
 * @param tokens the number of tokens
 * @param groups the number of groups
 * @param nanosBetween the mean time from one group to the next; 0 for a single group
 */
record TokenGroups(int tokens, int groups, long nanosBetween) {
    /** All bytes of one read have one time stamp; a read of the remaining bytes may follow within this time. */
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
