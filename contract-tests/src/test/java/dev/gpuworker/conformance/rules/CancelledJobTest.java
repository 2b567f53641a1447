package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RecordedStreams.event;
import static dev.gpuworker.conformance.rules.RecordedStreams.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.CancelExercises;
import dev.gpuworker.conformance.exercise.CancelTries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job that ends like one that nobody cancelled may have been over before the cancel reached it. */
class CancelledJobTest {
    private static final Rule EARLY = WorkerRulebook.all().rule("W-331").orElseThrow();
    private static final String EXERCISE = CancelExercises.CANCEL_EARLY.name();

    @Test
    void endBeforeTheCancelWasSentDecidesNothing() {
        assertThat(verdict(new Life(5, 8))).isInstanceOf(Verdict.CouldNotRun.class);
    }

    @Test
    void oneEndRightAfterTheCancelDecidesNothing() {
        assertThat(verdict(new Life(30, 8))).isInstanceOf(Verdict.CouldNotRun.class);
    }

    @Test
    void threeJobsThatEndAtTheSameMomentOfTheirLifeEndByThemselves() {
        Verdict verdict = verdict(new Life(95, 8), new Life(97, 48), new Life(94, 88));

        assertThat(verdict).isInstanceOf(Verdict.CouldNotRun.class);
        assertThat(verdict.actual()).contains("may have been over before its cancel reached it");
    }

    @Test
    void threeJobsThatEndWheneverTheyAreCancelledEndBecauseOfIt() {
        Verdict verdict = verdict(new Life(12, 8), new Life(52, 48), new Life(92, 88));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("like two others that were cancelled at other moments");
    }

    @Test
    void jobThatGoesOnAfterItsCancelIsWrong() {
        Verdict verdict = verdict(new Life(200, 8));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("is the terminal event of a cancelled job, in started, end");
    }

    @Test
    void jobThatGoesOnForAsLongAsThisProcessStalledIsInconclusive() {
        assertThat(verdict(150, new Life(200, 8))).isInstanceOf(Verdict.Inconclusive.class);
    }

    /**
     * When a job ended and when it was cancelled, in milliseconds after its start; the cancel was answered 2 ms later.
     */
    private record Life(long end, long cancelled) {}

    private static Verdict verdict(Life... lives) {
        return verdict(0, lives);
    }

    private static Verdict verdict(long stallMillis, Life... lives) {
        List<Exchange> exchanges = new ArrayList<>();
        for (Life life : lives) {
            int number = exchanges.size() / 2 + 1;
            exchanges.add(RecordedStreams.job(
                    EXERCISE,
                    CancelTries.role("job", number),
                    event(1, "started", "{}"),
                    event(1 + life.end(), "end", "{}")));
            Transcript answer = Transcript.builder("POST", "/cancel")
                    .requestBody("{}")
                    .head(202, Map.of(), 0)
                    .ended(TransferEnd.COMPLETE, nanos(2), "")
                    .build();
            exchanges.add(new Exchange(
                    EXERCISE, CancelTries.role("cancel", number), nanos(1 + life.cancelled()), List.of(), answer));
        }
        return EARLY.verdict(
                new Recording(List.of(new ExerciseRecord(EXERCISE, 1, 0, nanos(stallMillis), "", "", exchanges))));
    }
}
