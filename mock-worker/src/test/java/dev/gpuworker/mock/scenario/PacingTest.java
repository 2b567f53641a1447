package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Pacing SPREAD = Pacing.spread(Duration.ofMillis(8), Duration.ofMillis(25));

    @Test
    void theTwoQuantilesAreThoseThatWereAskedFor() {
        RandomGenerator random = ExecutionRandom.of(new Seed(1), "s", new Seed(2));
        long[] draws = new long[100_000];
        Arrays.setAll(draws, k -> SPREAD.draw(random).toNanos());
        Arrays.sort(draws);

        assertThat(draws[50_000] / 1e6).isCloseTo(8, within(0.1));
        assertThat(draws[99_000] / 1e6).isCloseTo(25, within(0.7));
        assertThat(draws[99_999]).isLessThanOrEqualTo(100_000_000);
    }

    @Test
    void drawsDependOnTheThreeSeedsAlone() {
        assertThat(draws(1, "s", 2)).isEqualTo(draws(1, "s", 2));
        assertThat(Stream.of(draws(1, "s", 2), draws(2, "s", 2), draws(1, "t", 2), draws(1, "s", 3)))
                .doesNotHaveDuplicates();
    }

    @Test
    void drawsAreTheSameOnEveryJavaVersion() {
        assertThat(draws(42, "haiku", 7).stream()
                        .map(Duration::toNanos)
                        .limit(3)
                        .toList())
                .containsExactly(4_685_560L, 10_233_006L, 8_600_627L);
    }

    @Test
    void impossibleWaitsAreRefused() {
        assertThatThrownBy(() -> Pacing.of(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pacing.of(Duration.ofHours(25))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pacing.spread(Duration.ZERO, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pacing.spread(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("expected 0 < p50 <= p99 <= 24h");
    }

    @Test
    void equalQuantilesAreAFixedWait() {
        Pacing fixed = Pacing.spread(Duration.ofMillis(5), Duration.ofMillis(5));

        assertThat(fixed.draw(ExecutionRandom.of(new Seed(1), "s", new Seed(1))))
                .isEqualTo(Duration.ofMillis(5));
    }

    private static List<Duration> draws(long set, String scenario, long request) {
        RandomGenerator random = ExecutionRandom.of(new Seed(set), scenario, new Seed(request));
        return Stream.generate(() -> SPREAD.draw(random)).limit(20).toList();
    }
}
