package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a worker that drains owes to a job that comes when it is about to exit. */
class DrainingRuleTest {
    private static final Rule REFUSES = WorkerRulebook.all().rule("W-341").orElseThrow();
    private static final String SHUTDOWN = EndpointExercises.SHUTDOWN.name();

    @Test
    void workerThatHadTimeToRefuseIsRed() {
        Verdict verdict = REFUSES.verdict(recording(800));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.actual()).contains("job-while-draining").contains("CUT");
    }

    @Test
    void workerWhoseJobEndedAtOnceOwesNoAnswer() {
        Verdict verdict = REFUSES.verdict(recording(120));

        assertThat(verdict).isInstanceOf(Verdict.CouldNotRun.class);
        assertThat(verdict.actual()).contains("before it could refuse another");
    }

    /** A job that ended then, in milliseconds, and another that was sent at 100 and never answered. */
    private static Recording recording(long endMillis) {
        Chunk end = new Chunk(nanos(endMillis), "event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
        Transcript job = Transcript.builder("POST", "/execute")
                .requestBody("{}")
                .head(200, Map.of(), 0)
                .chunks(List.of(end))
                .ended(TransferEnd.COMPLETE, nanos(endMillis), "")
                .build();
        Transcript late = Transcript.builder("POST", "/execute")
                .requestBody("{}")
                .head(0, Map.of(), 0)
                .ended(TransferEnd.CUT, nanos(endMillis), "")
                .build();
        List<Exchange> exchanges = List.of(
                new Exchange(SHUTDOWN, "job", 0, List.of(), job),
                new Exchange(SHUTDOWN, "job-while-draining", nanos(100), List.of(), late));
        return new Recording(List.of(new ExerciseRecord(SHUTDOWN, 1, 0, 0, "", "", exchanges)));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
