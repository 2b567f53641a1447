package dev.gpuworker.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadResultTest {
    /** A late first token must not make all others seem early, which would be ninety-nine wrong tokens for one. */
    @Test
    void theTokenThatCameEarliestAgainstTheScheduleFixesThePlan() {
        long[] lateFirst = {900, 1_000, 2_000, 3_005};
        long[] lateLast = {0, 1_000, 2_000, 3_900};
        long[] slower = {0, 1_100, 2_200, 3_300};

        assertThat(LoadResult.planNanos(lateFirst, 0, 4, 1_000)).isZero();
        assertThat(LoadResult.planNanos(lateLast, 0, 4, 1_000)).isZero();
        assertThat(LoadResult.planNanos(slower, 0, 4, 1_000)).isZero();
    }

    @Test
    void onlyTheStreamsOwnTokensCount() {
        long[] arrivals = {-9_000, 50, 1_000, 2_010, -9_000};

        assertThat(LoadResult.planNanos(arrivals, 1, 3, 1_000)).isZero();
    }
}
