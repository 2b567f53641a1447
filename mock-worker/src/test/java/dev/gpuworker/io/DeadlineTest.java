package dev.gpuworker.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void oneThatLiesAheadHasTimeLeft() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.millisLeft()).isBetween(3_000_000, 3_600_000);
        assertThat(deadline.remaining()).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline).hasToString("3600000 ms");
    }

    @Test
    void oneThatHasPassedHasNothingLeft() {
        for (Duration length : new Duration[] {Duration.ZERO, Duration.ofSeconds(-5)}) {
            Deadline deadline = Deadline.after(length);

            assertThat(deadline.hasPassed()).isTrue();
            assertThat(deadline.millisLeft()).isZero();
            assertThat(deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void aDeadlineCountsFromWhenItWasSet() {
        Deadline set = new Deadline(
                System.nanoTime() - Duration.ofSeconds(10).toNanos(),
                Duration.ofSeconds(9).toNanos());

        assertThat(set.hasPassed()).isTrue();
        assertThat(set.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void foreverIsAHundredYears() {
        assertThat(Deadline.nanos(ChronoUnit.FOREVER.getDuration()))
                .isEqualTo(Duration.ofDays(36_500).toNanos());
        assertThat(Deadline.after(ChronoUnit.FOREVER.getDuration()).millisLeft())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theEarlierOfTwoIsFound() {
        Deadline soon = Deadline.after(Duration.ofSeconds(1));
        Deadline late = Deadline.after(Duration.ofDays(1));

        assertThat(soon.orEarlier(late)).isEqualTo(soon);
        assertThat(late.orEarlier(soon)).isEqualTo(soon);
    }
}
