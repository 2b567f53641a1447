package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelTest {
    private static final Script HELD = Script.builder()
            .started()
            .tokens(2, Duration.ZERO)
            .hold("gate")
            .end()
            .build();

    private static MockWorker worker(OnCancel reaction, String... violates) {
        ScenarioSet set = ScenarioSet.of(Scenario.named("held").onCancel(reaction).violates(violates).stream(HELD));
        return MockWorker.builder().scenarios(set).start();
    }

    @Test
    void aRunningJobEndsWithTheErrorCancelledAsItsOnlyTerminalEvent() throws Exception {
        try (MockWorker worker = worker(OnCancel.AT_ONCE);
                RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("\"i\":1}");

            HttpResponse<String> answer = Jobs.cancel(worker, "a");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"status\":\"cancelling\",\"job_id\":\"a\"}");
            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text())
                    .endsWith("event: error\ndata: {\"code\":\"CANCELLED\",\"message\":\"the job was cancelled\","
                            + "\"retriable\":false}\n\n\r\n0\r\n\r\n");
            RecordedJob job = worker.takeJob(Jobs.PATIENCE);
            assertThat(job.outcome()).isEqualTo(JobOutcome.CANCELLED);
            assertThat(job.tokensAfterCancel()).isZero();
            assertThat(worker.gates().held()).isEmpty();
            assertThat(worker.vram().usedBytes())
                    .isEqualTo(worker.config().model().weightsBytes());
        }
    }

    @Test
    void tokensAfterTheCancelAreSentAndCounted() throws Exception {
        OnCancel late = OnCancel.after(Duration.ofMillis(30)).tokens(2);
        try (MockWorker worker = worker(late);
                RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("\"i\":1}");

            Jobs.cancel(worker, "a");

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text()).contains("\"i\":3}").doesNotContain("\"i\":4}");
            RecordedJob job = worker.takeJob(Jobs.PATIENCE);
            assertThat(job.tokensAfterCancel()).isEqualTo(2);
            SentEvent error = job.events().get(job.events().size() - 1);
            assertThat(error.type()).isEqualTo("error");
            assertThat(error.planned().minus(job.cancelHeard())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void anIgnoredCancelIsAnsweredAndForgotten() throws Exception {
        try (MockWorker worker = worker(OnCancel.ignore().answer(Reply.status(404)), "M0-W-1330");
                RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("\"i\":1}");

            assertThat(Jobs.cancel(worker, "a").statusCode()).isEqualTo(404);
            worker.gates().release("gate");

            client.drain();
            assertThat(client.text()).contains("event: end");
        }
    }

    @Test
    void aWaitingJobIsAnsweredWithStartedAndErrorWithoutRunning() throws Exception {
        try (MockWorker worker = worker(OnCancel.AT_ONCE);
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("\"i\":1}");
            try (RawClient second = RawClient.execute(worker, Jobs.job("b"))) {
                second.readUntil("\r\n\r\n");

                Jobs.cancel(worker, "b");

                assertThat(second.drain()).isEqualTo("fin");
                assertThat(second.text())
                        .contains("event: started\n")
                        .contains("\"CANCELLED\"")
                        .doesNotContain("token");
                assertThat(worker.journal().job("a").orElseThrow().outcome()).isEqualTo(JobOutcome.RUNNING);
            }
        }
    }

    @Test
    void unknownAndEndedJobsGetTheSameAnswer() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            assertThat(Jobs.cancel(worker, "nobody").body())
                    .isEqualTo("{\"status\":\"cancelling\",\"job_id\":\"nobody\"}");
            assertThat(Jobs.post(worker, "/cancel", "{}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aStalledJobIsAsDeafAsAWorkerThatHangs() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Jobs.breaking(Script.builder().started().stall().build(), "M0-W-1311"));
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.readUntil("event: started");
                client.socket().setSoTimeout(300);

                Jobs.cancel(worker, "a");

                assertThat(client.drain()).isEqualTo("open");
            }
            assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.DISCONNECTED);
        }
    }
}
