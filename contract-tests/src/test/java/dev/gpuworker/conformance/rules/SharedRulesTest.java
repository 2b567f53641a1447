package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.SharedExercises;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the order of two streams is worth, where each has a reader of its own. */
class SharedRulesTest {
    private static final Rule IN_ORDER = WorkerRulebook.all().rule("W-135").orElseThrow();
    private static final Rule APART = WorkerRulebook.all().rule("W-133").orElseThrow();
    private static final String THREE_JOBS = SharedExercises.THREE_JOBS.name();

    @Test
    void lateReaderIsNotBlamedOnTheWorker() {
        Verdict verdict = IN_ORDER.verdict(recording(stream("second", 60, 60, 60), stream("third", 20, 30, 40)));

        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.actual()).contains("read 40.0 ms before the second's");
    }

    @Test
    void jobThatRunsAfterTheOneThatCameLaterIsCaught() {
        Verdict verdict = IN_ORDER.verdict(recording(stream("second", 60, 70, 80), stream("third", 20, 30, 40)));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("came before the second job had started");
    }

    @Test
    void jobsInOrderPass() {
        Verdict verdict = IN_ORDER.verdict(recording(stream("second", 20, 30, 40), stream("third", 60, 70, 80)));

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void jobsThatOverlapAreCaught() {
        Verdict verdict = APART.verdict(recording(stream("second", 30, 50, 70), stream("third", 20, 40, 60)));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("came while the job third was running");
    }

    @Test
    void jobThatWasReadAtOnceDuringTheNextProvesNoOverlap() {
        Verdict verdict = APART.verdict(recording(stream("second", 30, 30, 30), stream("third", 20, 40, 60)));

        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.actual()).contains("may have waited for their reader");
    }

    private static Recording recording(Exchange... exchanges) {
        return new Recording(List.of(new ExerciseRecord(THREE_JOBS, 1, 0, 0, "", "", List.of(exchanges))));
    }

    /** A job of one token whose three events arrived then, in milliseconds. */
    private static Exchange stream(String role, long started, long token, long end) {
        return RecordedStreams.job(
                THREE_JOBS,
                role,
                RecordedStreams.event(started, "started", "{}"),
                RecordedStreams.event(token, "token", "{}"),
                RecordedStreams.event(end, "end", "{}"));
    }
}
