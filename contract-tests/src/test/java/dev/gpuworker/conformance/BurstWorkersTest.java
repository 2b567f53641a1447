package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.ByteServer;
import dev.gpuworker.client.Peer;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules that a worker keeps although it sends nothing of a job before the job is over, as the worker as built does. */
@Timeout(60)
class BurstWorkersTest {
    private static final Duration AWAIT = Duration.ofMillis(150);

    @Test
    void aJobThatIsAnsweredWhenItIsOverIsAcceptedHoweverLongItTakes() {
        try (ByteServer worker = new ByteServer(peer -> {
            JsonNode job = json(peer.requestBody());
            if (job.path("max_tokens").asInt() == 2048) {
                pause(AWAIT.multipliedBy(6));
            }
            burst(peer, job);
        })) {
            assertThat(verdict("W-106", worker)).isInstanceOf(Verdict.Passed.class);
        }
    }

    @Test
    void aWorkerThatAnswersNoJobCostsNoLongWait() {
        long begin = System.nanoTime();
        try (ByteServer worker = new ByteServer(peer -> {
            if (peer.requestHead().startsWith("POST /execute")) {
                peer.hold();
            }
            peer.answer(404, "text/plain", "");
        })) {
            assertThat(verdict("W-106", worker)).isInstanceOf(Verdict.CouldNotRun.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AWAIT.multipliedBy(30));
    }

    @Test
    void jobsWhoseAnswersWereReadInTheWrongOrderAreSentAgainWithMoreBetweenThem() {
        Semaphore thirdAnswered = new Semaphore(0);
        try (ByteServer worker = new ByteServer(peer -> {
            JsonNode job = json(peer.requestBody());
            String id = job.path("job_id").asText();
            if (id.endsWith("-second") && job.path("max_tokens").asInt() > 2) {
                acquire(thirdAnswered);
                pause(Duration.ofMillis(20)); // long enough for every reader to have read the third's
            }
            burst(peer, job);
            if (id.endsWith("-third")) {
                thirdAnswered.release();
            }
        })) {
            assertThat(verdict("W-135", worker)).isInstanceOf(Verdict.Inconclusive.class);
            assertThat(tokensOf(worker, "-third")).containsExactly(6, 24, 96, 384, 384, 384);
        }
    }

    private static List<Integer> tokensOf(ByteServer worker, String role) {
        return worker.peers().stream()
                .map(peer -> json(peer.requestBody()))
                .filter(job -> job.path("job_id").asText().contains("jobs-at-once")
                        && job.path("job_id").asText().endsWith(role))
                .map(job -> job.path("max_tokens").asInt())
                .toList();
    }

    private static Verdict verdict(String rule, ByteServer worker) {
        return ConformanceRun.of(
                        WorkerUnderTest.at(worker.url()), WorkerRulebook.all().matching(rule))
                .patience(Patience.DEFAULT.withAwait(AWAIT))
                .build()
                .run()
                .results()
                .get(0)
                .verdict();
    }

    private static void burst(Peer peer, JsonNode job) throws IOException {
        peer.head();
        peer.chunk("event: started\ndata: {\"job_id\":" + job.path("job_id") + "}\n\nevent: end\ndata: {}\n\n");
        peer.lastChunk();
    }

    private static JsonNode json(String text) {
        try {
            return WireJson.tree(text);
        } catch (IOException e) {
            return WireJson.object();
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static void acquire(Semaphore semaphore) throws IOException {
        try {
            if (!semaphore.tryAcquire(5, TimeUnit.SECONDS)) {
                throw new IOException("no third job came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
