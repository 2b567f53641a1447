package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.BusyPolicy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final Script HELD =
            Script.builder().started().hold("gate").end().build();

    private static MockWorker held(MockWorkerBuilder config) {
        MockWorker worker = Jobs.worker(config);
        worker.enqueue(HELD);
        worker.enqueue(HELD);
        worker.enqueue(HELD);
        return worker;
    }

    @Test
    void jobsWaitTheirTurnInOrderOfArrival() throws Exception {
        try (MockWorker worker = held(MockWorker.builder());
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("event: started");
            try (RawClient second = RawClient.execute(worker, Jobs.job("b"))) {
                second.readUntil("\r\n\r\n");
                assertThat(worker.journal().job("b").orElseThrow().outcome()).isEqualTo(JobOutcome.WAITING);

                worker.gates().release("gate");

                assertThat(first.drain()).isEqualTo("fin");
                assertThat(second.drain()).isEqualTo("fin");
                assertThat(worker.takeJob(Jobs.PATIENCE).jobId()).isEqualTo("a");
                assertThat(worker.takeJob(Jobs.PATIENCE).jobId()).isEqualTo("b");
            }
        }
    }

    @Test
    void aWorkerThatRejectsSaysBusyAndWhenToComeAgain() throws Exception {
        try (MockWorker worker = held(MockWorker.builder().busy(BusyPolicy.REJECT));
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("event: started");

            HttpResponse<String> answer = Jobs.post(worker, "/execute", Jobs.job("b"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("\"code\":\"WORKER_BUSY\"").contains("\"retriable\":true");
            assertThat(worker.enqueued()).isEqualTo(2);
        }
    }

    @Test
    void aFullQueueRejects() throws Exception {
        try (MockWorker worker = held(MockWorker.builder().queueMax(1));
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("event: started");
            try (RawClient second = RawClient.execute(worker, Jobs.job("b"))) {
                second.readUntil("\r\n\r\n");

                assertThat(Jobs.post(worker, "/execute", Jobs.job("c")).statusCode())
                        .isEqualTo(503);
            }
        }
    }

    @Test
    void anIdInUseIsRefusedAndMayBeUsedAgainOnceItsJobHasEnded() throws Exception {
        try (MockWorker worker = held(MockWorker.builder());
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("event: started");

            HttpResponse<String> refused = Jobs.post(worker, "/execute", Jobs.job("a"));
            worker.gates().release("gate");
            first.drain();
            HttpResponse<String> again = Jobs.post(worker, "/execute", Jobs.job("a"));

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("\"field\":\"job_id\",\"constraint\":\"unique\"");
            assertThat(again.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aWorkerThatRejectsTakesTheNextJobAsSoonAsTheTerminalEventWasRead() throws Exception {
        MockWorkerConfig config = MockWorker.builder()
                .busy(BusyPolicy.REJECT)
                .generation(GenerationPacing.NONE)
                .config();
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            for (int k = 0; k < 50; k++) {
                try (RawClient client = RawClient.execute(worker, Jobs.job("job" + k))) {
                    assertThat(client.readUntil("event: end")).startsWith("HTTP/1.1 200");
                }
            }
        }
    }

    @Test
    void aDrainingWorkerRefusesAndLetsTheRunningJobFinish() throws Exception {
        try (MockWorker worker = held(MockWorker.builder());
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            first.readUntil("event: started");

            HttpResponse<String> shutdown = Jobs.post(worker, "/shutdown", "");
            HttpResponse<String> refused = Jobs.post(worker, "/execute", Jobs.job("b"));
            worker.gates().release("gate");

            assertThat(shutdown.statusCode()).isEqualTo(202);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("WORKER_DRAINING");
            assertThat(first.drain()).isEqualTo("fin");
            assertThat(first.text()).contains("event: end");
            assertThat(worker.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aJobLongerThanTheInferenceTimeoutIsTold() throws Exception {
        try (MockWorker worker = held(MockWorker.builder().inferenceTimeout(Duration.ofMillis(200)));
                RawClient first = RawClient.execute(worker, Jobs.job("a"))) {
            assertThat(first.drain()).isEqualTo("fin");

            assertThat(first.text()).contains("\"code\":\"INFERENCE_TIMEOUT\"").contains("\"retriable\":true");
            assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.TIMED_OUT);
        }
    }

    private static int mostAtOnce(int slots) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        WorkerListener listener = new WorkerListener() {
            @Override
            public void jobStarted(RecordedJob job) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
            }

            @Override
            public void jobEnded(RecordedJob job) {
                running.decrementAndGet();
            }
        };
        MockWorkerConfig config = MockWorker.builder().slots(slots).config();
        try (MockWorker worker =
                MockWorker.builder().config(config).listener(listener).start()) {
            RawClient[] clients = new RawClient[20];
            for (int k = 0; k < clients.length; k++) {
                worker.enqueue(
                        Script.builder().started().hold("all-there").end().build());
                clients[k] = RawClient.execute(worker, Jobs.job("job" + k));
            }
            await().atMost(Jobs.PATIENCE).until(() -> running.get() == slots);
            worker.gates().release("all-there");
            for (RawClient client : clients) {
                assertThat(client.drain()).isEqualTo("fin");
                client.close();
            }
            return most.get();
        }
    }

    @Test
    void manyJobsAtOnceNeverInterleave() throws Exception {
        assertThat(mostAtOnce(1)).isEqualTo(1);
        assertThat(mostAtOnce(20)).isEqualTo(20);
    }
}
