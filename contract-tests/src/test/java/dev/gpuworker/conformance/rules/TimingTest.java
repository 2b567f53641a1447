package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a time is worth if our own process stalled while it was measured. */
class TimingTest {
    private static final Duration LIMIT = Duration.ofMillis(100);

    @ParameterizedTest
    @CsvSource({
        "50, 0, passed",
        "50, 50, passed",
        "50, 51, inconclusive",
        "100, 1, inconclusive",
        "101, 0, failed",
        "150, 49, failed",
        "150, 50, inconclusive"
    })
    void stallThatCouldTurnTheVerdictMakesItInconclusive(long millis, long stall, String word) {
        assertThat(judged(millis, stall).word()).isEqualTo(word);
    }

    private static Verdict judged(long millis, long stall) {
        Finding late = new Finding("it came", new Evidence("exercise", "role", 0, 0, ""));
        return Timing.within(LIMIT, millis * 1_000_000, Duration.ofMillis(stall), "to come", late);
    }

    @ParameterizedTest
    @CsvSource({"50, 500, passed", "101, 0, failed", "150, 50, inconclusive"})
    void medianWithinTheLimitStands(long millis, long stall, String word) {
        Finding late = new Finding("it came", new Evidence("exercise", "role", 0, 0, ""));
        Verdict verdict = Timing.medianWithin(LIMIT, millis * 1_000_000, Duration.ofMillis(stall), "to come", late);

        assertThat(verdict.word()).isEqualTo(word);
    }
}
