package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static RecordedJob play(MockWorkerBuilder config, Script script) throws Exception {
        try (MockWorker worker = Jobs.worker(config)) {
            worker.enqueue(script);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                assertThat(client.drain()).isEqualTo("fin");
            }
            return worker.takeJob(Jobs.PATIENCE);
        }
    }

    private static List<Duration> plan(RecordedJob job) {
        return job.events().stream().map(SentEvent::planned).toList();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void stepsArePlannedOnOneTimeLineAndNothingIsWrittenEarly() throws Exception {
        Script script = Script.builder()
                .started()
                .waitFor(millis(30))
                .tokens(3, millis(10))
                .waitFor(millis(5))
                .end()
                .build();

        RecordedJob job = play(MockWorker.builder(), script);

        assertThat(plan(job)).containsExactly(millis(0), millis(40), millis(50), millis(60), millis(65));
        assertThat(job.events()).allSatisfy(event -> {
            assertThat(event.written()).isGreaterThanOrEqualTo(event.planned());
            assertThat(event.completed()).isGreaterThanOrEqualTo(event.written());
        });
        assertThat(job.ran()).isGreaterThanOrEqualTo(millis(65));
    }

    @Test
    void aFasterWorkerShortensEveryWait() throws Exception {
        Script script = Script.builder().started().waitFor(millis(100)).end().build();

        assertThat(plan(play(MockWorker.builder().speed(20), script))).containsExactly(millis(0), millis(5));
    }

    @Test
    void aGateMovesTheRestOfTheTimeLine() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Script.builder()
                    .started()
                    .hold("gate")
                    .waitFor(millis(10))
                    .end()
                    .build());
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                worker.gates().awaitHeld("gate", Jobs.PATIENCE);
                Duration held = worker.journal().job("a").orElseThrow().ran();
                worker.gates().release("gate");
                client.drain();

                // The time line begins microseconds after the job does.
                assertThat(plan(worker.takeJob(Jobs.PATIENCE)).get(1)).isGreaterThanOrEqualTo(held.plusMillis(9));
            }
        }
    }

    @Test
    void aSlowClientIsToldFromASlowMock() throws Exception {
        Script script = Script.builder()
                .started()
                .comment("x".repeat(20_000_000))
                .token("after")
                .end()
                .build();
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(script);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                worker.journal().awaitStarted("a", Jobs.PATIENCE);
                client.readUntil("xx");
                Duration pausedUntil = worker.journal().job("a").orElseThrow().ran();
                client.drain();

                RecordedJob job = worker.takeJob(Jobs.PATIENCE);
                SentEvent flood = job.events().get(1);
                assertThat(flood.completed()).isGreaterThanOrEqualTo(pausedUntil);
                assertThat(job.events().get(2).planned()).isZero();
                assertThat(job.greatestLag()).isLessThan(job.events().get(2).lag());
            }
        }
    }

    @Test
    void theSameJobHasTheSameWaitsWhateverElseRuns() throws Exception {
        String job = Jobs.job("a");
        List<Duration> one;
        List<Duration> other;
        try (MockWorker worker = MockWorker.start()) {
            RawClient.execute(worker, job).drain();
            one = plan(worker.takeJob(Jobs.PATIENCE));
        }
        try (MockWorker worker = MockWorker.start()) {
            RawClient.execute(worker, job.replace("\"seed\":1", "\"seed\":2")).drain();
            worker.takeJob(Jobs.PATIENCE);
            RawClient.execute(worker, job).drain();
            other = plan(worker.takeJob(Jobs.PATIENCE));
        }

        assertThat(other).isEqualTo(one);
    }
}
