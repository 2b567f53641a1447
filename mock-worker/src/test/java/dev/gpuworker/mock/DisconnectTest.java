package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounds here are wide; the bench measures the speed on a quiet machine. */
class DisconnectTest {
    private static final Scenario STALLS =
            Jobs.breaking(Script.builder().started().stall().build(), "M0-W-1311");

    private static void leaveDuring(Scenario scenario, boolean reset) throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(scenario);
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.readUntil("event: started");
                if (reset) {
                    client.socket().setSoLinger(true, 0);
                }
            }

            RecordedJob job = worker.takeJob(Jobs.PATIENCE);

            assertThat(job.outcome()).isEqualTo(JobOutcome.DISCONNECTED);
            assertThat(job.tokensAfterCancel()).isZero();
            assertThat(job.slotFree()).isLessThan(Duration.ofSeconds(5));
            assertThat(worker.awaitIdle(Jobs.PATIENCE)).isTrue();
            assertThat(worker.vram().usedBytes())
                    .isEqualTo(worker.config().model().weightsBytes());
            assertThat(worker.gates().held()).isEmpty();
        }
    }

    @Test
    void isNoticedWhileTheStreamWaits() throws Exception {
        leaveDuring(
                Scenario.named("waits").stream(Script.builder()
                        .started()
                        .waitFor(Duration.ofMinutes(1))
                        .end()
                        .build()),
                false);
    }

    @Test
    void isNoticedWhileTheStreamHolds() throws Exception {
        leaveDuring(
                Scenario.named("holds").stream(
                        Script.builder().started().hold("gate").end().build()),
                false);
    }

    @Test
    void isNoticedWhileTheStreamStalls() throws Exception {
        leaveDuring(STALLS, false);
    }

    @Test
    void isNoticedAfterAReset() throws Exception {
        leaveDuring(STALLS, true);
    }

    @Test
    void aWaitingJobWhoseClientLeftIsDropped() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Script.builder().started().hold("gate").end().build());
            try (RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
                first.readUntil("event: started");
                worker.enqueue(Script.builder().started().end().build());
                try (RawClient second = RawClient.execute(worker, Jobs.job("b"))) {
                    second.readUntil("HTTP/1.1 200");
                }

                RecordedJob left = worker.takeJob(Jobs.PATIENCE);

                assertThat(left.jobId()).isEqualTo("b");
                assertThat(left.outcome()).isEqualTo(JobOutcome.DISCONNECTED);
            }
        }
    }

    @Test
    void aClientThatReadsNothingDoesNotKeepTheSlotAfterACancel() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Script.builder()
                    .started()
                    .comment("x".repeat(30_000_000))
                    .end()
                    .build());
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                worker.journal().awaitStarted("a", Jobs.PATIENCE);

                Jobs.cancel(worker, "a");

                assertThat(worker.awaitIdle(Jobs.PATIENCE)).isTrue();
                assertThat(worker.journal().awaitEnded("a", Jobs.PATIENCE).outcome())
                        .isEqualTo(JobOutcome.CANCELLED);
                assertThat(client.socket().isClosed()).isFalse();
            }
        }
    }
}
