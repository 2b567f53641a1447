package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptBuilder;
import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Thousands of streams, opened and torn down in every way, leave nothing behind. */
@Isolated("counts the threads and handles of the process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "counts open handles in /proc")
class ChurnTest {
    private static final int CLIENTS = 8;
    private static final int WARM_UP = 200;
    private static final int STREAMS = Soak.times(960, 2_400);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How a client leaves a stream. */
    private enum Leaving {
        READS_ALL {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) throws IOException {
                client.drain();
            }
        },
        CLOSES_AT_ONCE {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) {
                // The caller closes.
            }
        },
        CLOSES_AFTER_THE_HEAD {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) throws IOException {
                client.readUntil("\r\n");
            }
        },
        RESETS {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) throws IOException {
                client.readUntil("\r\n");
                client.socket().setSoLinger(true, 0);
            }
        },
        HALF_CLOSES_AND_READS {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) throws IOException {
                client.socket().shutdownOutput();
                client.drain();
            }
        },
        CANCELS {
            @Override
            void leave(RawClient client, String jobId, MockWorker worker) throws IOException {
                try (var other = new RawClient(worker.config().port())) {
                    other.send(RawClient.post("/cancel", "{\"job_id\":\"" + jobId + "\"}"));
                    other.readUntil("cancelling");
                }
                client.drain();
            }
        };

        abstract void leave(RawClient client, String jobId, MockWorker worker) throws IOException;
    }

    @Test
    @Timeout(300)
    void generatedStreamsLeaveNothingBehind() throws Exception {
        try (MockWorker worker = worker()) {
            churn(worker, WARM_UP);
            worker.awaitIdle(PATIENCE);
            long vram = worker.vram().usedBytes();
            ProcessResources before = ProcessResources.now();

            churn(worker, STREAMS);

            assertThat(worker.awaitIdle(PATIENCE)).as("every job is over").isTrue();
            assertThat(worker.vram().usedBytes()).isEqualTo(vram);
            before.assertBack();
            assertServes(worker);
        }
    }

    @Test
    @Timeout(300)
    void everyEndingOfAScriptLeavesNothingBehind() throws Exception {
        List<Scenario> endings = List.of(
                whole(Script.builder().started().tokens(3, Duration.ZERO).end()),
                broken(Script.builder().started().token("x").eof()),
                broken(Script.builder().started().token("x").cut()),
                broken(Script.builder().started().token("x").halfClose()),
                broken(Script.builder().started().token("x").reset()),
                broken(Script.builder().stallBeforeHeaders()),
                broken(Script.builder().started().stall()),
                whole(Script.builder().started().hold("never").end()));
        try (MockWorker worker = worker()) {
            churn(worker, endings, WARM_UP / CLIENTS);
            worker.awaitIdle(PATIENCE);
            long vram = worker.vram().usedBytes();
            ProcessResources before = ProcessResources.now();

            churn(worker, endings, STREAMS / CLIENTS / 2);

            assertThat(worker.awaitIdle(PATIENCE)).as("every job is over").isTrue();
            assertThat(worker.vram().usedBytes()).isEqualTo(vram);
            before.assertBack();
            assertServes(worker);
        }
    }

    @Test
    @Timeout(300)
    void workersThatComeAndGoLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 20; i++) {
            worker().close();
        }
        ProcessResources before = ProcessResources.now();

        for (int i = 0; i < Soak.times(150, 500); i++) {
            try (MockWorker worker = worker();
                    var held = new RawClient(worker.config().port())) {
                worker.enqueue(Script.builder().started().hold("never").end().build());
                held.send(RawClient.post("/execute", job("held"))).readUntil("started");
            }
        }

        before.assertBack();
    }

    private static Scenario whole(ScriptBuilder script) {
        return Scenario.named("whole").stream(script.build());
    }

    private static Scenario broken(ScriptBuilder script) {
        return Jobs.breaking(script.build(), "M0-W-1311");
    }

    private static MockWorker worker() {
        return MockWorker.builder()
                .slots(CLIENTS)
                .generation(
                        new GenerationPacing(new Pacing.Fixed(Duration.ZERO), new Pacing.Fixed(Duration.ofMillis(1))))
                .journalBytesMax(1 << 20)
                .start();
    }

    private static void churn(MockWorker worker, int streams) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            int first = c;
            clients.add(() -> {
                for (int n = first; n < streams; n += CLIENTS) {
                    stream(worker, "churn-" + n, Leaving.values()[n / CLIENTS % Leaving.values().length]);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Plays each ending to a client that waits a moment for bytes and then goes. */
    private static void churn(MockWorker worker, List<Scenario> endings, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (int n = 0; n < endings.size(); n++) {
                worker.enqueue(endings.get(n));
                try (var client = new RawClient(worker.config().port())) {
                    client.send(RawClient.post("/execute", job("ending-" + n + "-" + round)));
                    awaitTaken(worker);
                    client.socket().setSoTimeout(5);
                    client.drain();
                }
            }
        }
    }

    private static void awaitTaken(MockWorker worker) {
        Awaitility.await("the script is taken")
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> worker.enqueued() == 0);
    }

    private static void stream(MockWorker worker, String jobId, Leaving leaving) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.send(RawClient.post("/execute", job(jobId)));
            leaving.leave(client, jobId, worker);
        }
    }

    /** Enqueues a script, because a worker that had scripts refuses jobs once none is left. */
    private static void assertServes(MockWorker worker) throws IOException {
        worker.enqueue(Script.builder().started().token("x").end().build());
        try (var client = new RawClient(worker.config().port())) {
            assertThat(client.send(RawClient.post("/execute", job("last"))).readUntil("event: end"))
                    .contains("200 OK", "event: started");
        }
    }

    private static String job(String jobId) {
        return "{\"job_id\":\"" + jobId + "\",\"prompt\":\"p\",\"max_tokens\":20,\"seed\":1}";
    }
}
