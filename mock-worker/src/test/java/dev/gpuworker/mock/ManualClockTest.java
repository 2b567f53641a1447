package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private static final Script SLOW = Script.builder()
            .started()
            .waitFor(Duration.ofHours(1))
            .tokens(3, Duration.ofMinutes(1))
            .end()
            .build();
    private static final MockWorkerConfig PATIENT =
            MockWorker.builder().inferenceTimeout(Duration.ofDays(1)).config();

    @Test
    void aJumpingClockKeepsThePlanToTheNanosecondAndTakesNoTime() throws Exception {
        ManualClock clock = ManualClock.jumping();
        try (MockWorker worker =
                MockWorker.builder().config(PATIENT).clock(clock).start()) {
            worker.enqueue(SLOW);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                assertThat(client.drain()).isEqualTo("fin");
            }

            RecordedJob job = worker.takeJob(Jobs.PATIENCE);
            assertThat(job.events())
                    .extracting(SentEvent::type)
                    .containsExactly("started", "token", "token", "token", "end");
            assertThat(job.events().get(3).planned()).isEqualTo(Duration.ofMinutes(63));
            assertThat(job.greatestLag()).isZero();
        }
    }

    @Test
    void aJumpingClockStillTimesOutBeforeALaterStep() throws Exception {
        try (MockWorker worker =
                MockWorker.builder().clock(ManualClock.jumping()).start()) {
            worker.enqueue(SLOW);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.drain();
                assertThat(client.text()).contains("INFERENCE_TIMEOUT");
            }
        }
    }

    @Test
    void aStandingClockMovesOnlyWhenItIsTold() throws Exception {
        ManualClock clock = ManualClock.standing();
        try (MockWorker worker =
                MockWorker.builder().config(PATIENT).clock(clock).start()) {
            worker.enqueue(SLOW);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.readUntil("event: started");
                assertThat(worker.journal().job("a").orElseThrow().tokensSent()).isZero();

                clock.advance(Duration.ofMinutes(61));
                client.readUntil("\"i\":0}");
                assertThat(worker.journal().job("a").orElseThrow().tokensSent()).isEqualTo(1);

                clock.advance(Duration.ofMinutes(2));
                assertThat(client.drain()).isEqualTo("fin");
            }
        }
    }
}
