package dev.gpuworker.mock.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.SentEvent;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentLogTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5000, Integer.MAX_VALUE})
    void keepsEveryEventWhateverWasExpected(int expected) {
        SentLog log = new SentLog(expected);
        for (int k = 0; k < 3000; k++) {
            log.written(EventKind.TOKEN, k, k * 1000L, k * 1000L + 7);
            log.completed(1, k * 1000L + 9);
        }

        List<SentEvent> events = log.view();

        assertThat(events).hasSize(3000);
        for (int k = 0; k < 3000; k++) {
            assertThat(events.get(k).tokenIndex()).isEqualTo(k);
            assertThat(events.get(k).written()).isEqualTo(Duration.ofNanos(k * 1000L + 7));
            assertThat(events.get(k).completed()).isEqualTo(Duration.ofNanos(k * 1000L + 9));
        }
        assertThat(log.dropped()).isZero();
    }

    @Test
    void countsWhatComesAfterTheBound() {
        SentLog log = new SentLog(10);
        for (int k = 0; k < SentLog.EVENTS_MAX + 5; k++) {
            log.written(EventKind.TOKEN, k, k, k);
        }

        assertThat(log.view()).hasSize(SentLog.EVENTS_MAX);
        assertThat(log.dropped()).isEqualTo(5);
    }
}
