package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a started event that is a little late in every job is worth. */
class TimeRulesTest {
    private static final Rule STARTED_AT_ONCE =
            WorkerRulebook.all().rule("W-225").orElseThrow();
    private static final String FINISHED_JOB = JobExercises.FINISHED_JOB.name();

    @Test
    void startedThatIsLateInEveryJobIsCaught() {
        Verdict verdict = STARTED_AT_ONCE.verdict(recording(0));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("60 ms later than decode_time_ms says, the median of 5 jobs");
    }

    @Test
    void stallOfOurOwnIsNotBlamedOnTheWorker() {
        assertThat(STARTED_AT_ONCE.verdict(recording(60))).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(STARTED_AT_ONCE.verdict(recording(40))).isInstanceOf(Verdict.Passed.class);
    }

    /** A worker that sends everything at once, 300 ms after the request, and a reader that gets to run 200 ms late. */
    @Test
    void burstThatAStarvedReaderSpreadsOutIsNoPass() {
        Rule spread = WorkerRulebook.all().rule("W-224").orElseThrow();

        assertThat(spread.verdict(burst(0))).isInstanceOf(Verdict.Passed.class);
        assertThat(spread.verdict(burst(190)))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        verdict -> assertThat(verdict.actual())
                                .contains("this process stalled for 190 ms meanwhile, which can hide a breach"));
    }

    private static Recording burst(long stallMillis) {
        Exchange brief = RecordedStreams.job(
                FINISHED_JOB,
                "short",
                RecordedStreams.event(5, "started", "{}"),
                RecordedStreams.event(10, "token", "{}"),
                RecordedStreams.event(20, "end", "{\"decode_time_ms\":15}"));
        Exchange first = RecordedStreams.job(
                FINISHED_JOB,
                "first",
                RecordedStreams.event(100, "started", "{}"),
                RecordedStreams.event(100, "token", "{}"),
                RecordedStreams.event(300, "token", "{}"),
                RecordedStreams.event(300, "end", "{\"decode_time_ms\":295}"));
        return new Recording(List.of(new ExerciseRecord(
                FINISHED_JOB, 1, 0, RecordedStreams.nanos(stallMillis), "", "", List.of(brief, first))));
    }

    /** Five jobs of 200 ms by the worker's own clock, whose started came 60 ms after the request. */
    private static Recording recording(long stallMillis) {
        List<Exchange> jobs =
                IntStream.range(0, 5).mapToObj(i -> job("job-" + i)).toList();
        return new Recording(
                List.of(new ExerciseRecord(FINISHED_JOB, 1, 0, RecordedStreams.nanos(stallMillis), "", "", jobs)));
    }

    private static Exchange job(String role) {
        return RecordedStreams.job(
                FINISHED_JOB,
                role,
                RecordedStreams.event(60, "started", "{}"),
                RecordedStreams.event(150, "token", "{}"),
                RecordedStreams.event(200, "end", "{\"decode_time_ms\":200}"));
    }
}
