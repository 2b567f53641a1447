package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.net.ConnectException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a port that was given back must not be taken by another test")
class LifeTest {
    @Test
    void noThreadOfTheWorkerKeepsTheJvmAlive() {
        try (MockWorker worker = MockWorker.start()) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !thread.isDaemon())
                    .extracting(Thread::getName)
                    .as("threads beside %s", worker.url())
                    .noneMatch(name -> name.matches("(mock-worker|Scheduler|qtp|Connector).*"));
        }
    }

    @Test
    void aScenarioThatBreaksTheContractUnsaidIsNotEnqueued() {
        Scenario broken = Scenario.named("no-terminal").stream(
                Script.builder().started().eof().build());
        try (MockWorker worker = MockWorker.start()) {
            assertThatThrownBy(() -> worker.enqueue(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("violates: [M0-W-1311]");
            assertThat(worker.enqueued()).isZero();
        }
    }

    @Test
    void aScriptThatBreaksTheContractIsNotEnqueuedAndTheNextJobIsStillAnswered() throws Exception {
        Script broken = Script.builder().started().end().token("late").build();
        try (MockWorker worker = MockWorker.start()) {
            assertThatThrownBy(() -> worker.enqueue(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("""
                            the script breaks the contract:
                              step 3 token: token after the terminal event (breaks M0-W-1311)
                            to break it on purpose, declare it: Scenario.named("…").violates("M0-W-1311").stream(script)""");
            assertThat(worker.enqueued()).isZero();
            assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSetMadeInJavaKeepsTheContractToo() {
        Scenario broken = Scenario.named("no-terminal").stream(
                Script.builder().started().eof().build());

        assertThatThrownBy(() -> ScenarioSet.of(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("violates: [M0-W-1311]");
    }

    @Test
    void aLimitWithoutEndIsBorne() throws Exception {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        try (MockWorker worker = Jobs.worker(MockWorker.builder().inferenceTimeout(forEver))) {
            assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).body()).contains("event: end");

            assertThat(worker.takeJob(forEver).jobId()).isEqualTo("a");
            assertThat(worker.journal().awaitEnded("a", forEver).outcome()).isEqualTo(JobOutcome.ENDED);
            assertThat(worker.awaitIdle(forEver)).isTrue();
        }
    }

    @Test
    void aGateThatNobodyHoldsAtIsToldWithTheDeadline() {
        try (MockWorker worker = MockWorker.start()) {
            assertThatThrownBy(() -> worker.gates().awaitHeld("go", Duration.ofMillis(-5)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no job holds at gate \"go\" within 0 ms; held: []");
        }
    }

    @Test
    void aClosedWorkersPortIsFreeAtOnce() throws Exception {
        int port = 0;
        for (int round = 0; round < 1000; round++) {
            MockWorker worker = MockWorker.start();
            port = worker.config().port();
            worker.close();

            int closed = port;
            assertThatThrownBy(() -> new RawClient(closed))
                    .as("round %d", round)
                    .isInstanceOf(ConnectException.class);
        }
        try (MockWorker next = Jobs.worker(MockWorker.builder().port(port))) {
            assertThat(next.config().port()).isEqualTo(port);
        }
    }

    @Test
    void aPortInUseIsToldInOneSentence() {
        try (MockWorker worker = MockWorker.start()) {
            int port = worker.config().port();

            assertThatThrownBy(() -> Jobs.worker(MockWorker.builder().port(port)))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ");
        }
    }

    @Test
    void closingEndsEveryJobAndFreesTheVram() throws Exception {
        MockWorker worker = MockWorker.start();
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        worker.enqueue(Script.builder().started().end().build());
        try (RawClient running = RawClient.execute(worker, Jobs.job("a"))) {
            running.readUntil("event: started");
            try (RawClient waiting = RawClient.execute(worker, Jobs.job("b"))) {
                waiting.readUntil("\r\n\r\n");

                worker.close();

                assertThat(running.drain()).isEqualTo("fin");
                assertThat(running.text()).contains("event: error");
                assertThat(waiting.drain()).isEqualTo("fin");
                assertThat(waiting.text()).contains("event: error");
                assertThat(worker.vram().usedBytes()).isZero();
            }
        }
    }

    @Test
    void closingDoesNotWaitForAHungJob() throws Exception {
        MockWorker worker = MockWorker.start();
        worker.enqueue(Jobs.breaking(Script.builder().started().stall().build(), "M0-W-1311"));
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("event: started");

            worker.close();
            worker.close();

            assertThat(client.drain()).isEqualTo("fin");
        }
    }

    @Test
    void workersShareNoState() throws Exception {
        try (MockWorker one = MockWorker.start();
                MockWorker other = MockWorker.start()) {
            one.enqueue(Script.builder().started().token("mine").end().build());
            one.gates().release("gate");

            assertThat(Jobs.post(other, "/execute", Jobs.job("a")).body()).doesNotContain("mine");
            assertThat(one.enqueued()).isEqualTo(1);
            assertThat(one.journal().jobs()).isEmpty();
            assertThat(other.config().workerId()).isNotEqualTo(one.config().workerId());
        }
    }

    @Test
    void anEmptyQueueFailsFast() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Script.builder().started().end().build());
            Jobs.post(worker, "/execute", Jobs.job("a"));

            assertThat(Jobs.post(worker, "/execute", Jobs.job("b")).statusCode())
                    .isEqualTo(500);
            assertThat(Jobs.post(worker, "/execute", Jobs.job("b")).body())
                    .contains("the queue of scripts is empty: 1 was enqueued");
        }
    }

    @Test
    void takingAJobThatDoesNotComeTellsWhatIsUnderWay() throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(Script.builder().started().hold("gate").end().build());
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.readUntil("event: started");

                assertThatThrownBy(() -> worker.takeJob(Duration.ofMillis(20)))
                        .hasMessage("no job ended within 20 ms; under way: \"a\" RUNNING; ended and kept: 0");
            }
        }
    }

    @Test
    void theJournalStaysWithinItsBytesAndSaysWhatItDropped() throws Exception {
        MockWorkerConfig config = MockWorker.builder()
                .journalBytesMax(5_000)
                .generation(GenerationPacing.NONE)
                .config();
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            for (int k = 0; k < 10; k++) {
                Jobs.post(worker, "/execute", Jobs.job("job" + k));
            }
            worker.journal().awaitEnded("job9", Jobs.PATIENCE);

            assertThat(worker.journal().jobsDropped()).isPositive();
            assertThat(worker.journal().jobs())
                    .hasSize(10 - (int) worker.journal().jobsDropped());
        }
    }
}
