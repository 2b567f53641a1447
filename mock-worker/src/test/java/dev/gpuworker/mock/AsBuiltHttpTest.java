package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP in the dialect as built, against answers recorded from axum 0.7.9 and hyper 1: methods, paths, types, framing.
 */
class AsBuiltHttpTest {
    private static final int AT_A_TIME = 16;

    @Test
    void everyRequestIsAnsweredAsRecorded() throws Exception {
        List<String> different = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try (MockWorker worker = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("scenario.yaml", bytes("scenario.yaml")))
                .start()) {
            List<Callable<String>> exchanges = new ArrayList<>();
            for (JsonNode pair : WireJson.tree(new String(bytes("http.json"), StandardCharsets.UTF_8))) {
                exchanges.add(() -> difference(worker, pair));
            }
            assertThat(exchanges).hasSizeGreaterThan(150);
            for (Future<String> each : threads.invokeAll(exchanges)) {
                different.add(each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        different.removeIf(String::isEmpty);
        assertThat(different).isEmpty();
    }

    private static String difference(MockWorker worker, JsonNode pair) throws IOException {
        RawExchange recorded = RawExchange.recorded(pair);
        RawExchange sent = RawExchange.sent(
                worker.config().port(),
                pair.get("request").asText(),
                recorded.connection().equals("closed"));
        RawExchange same = new RawExchange(
                sent.status(),
                sent.mediaType(),
                sent.allow(),
                sent.body(),
                sent.framing(),
                sent.connection(),
                recorded.chunks());
        return same.equals(recorded) ? "" : pair.get("name").asText() + "\n  recorded " + recorded + "\n  is " + same;
    }

    /** Item 6: nothing is answered while a job runs, and 100 is an answer. */
    @Test
    void aBodyIsNotAskedForWhileAJobRuns() throws Exception {
        try (MockWorker worker = asBuilt()) {
            worker.enqueue(Script.builder().started().hold("gate").end().build());
            worker.enqueue(Script.builder().started().token("late").end().build());
            try (RawClient job = RawClient.execute(worker, Jobs.job("a"));
                    RawClient waiting = new RawClient(worker.config().port())) {
                worker.gates().awaitHeld("gate", Jobs.PATIENCE);
                String body = Jobs.job("b");
                waiting.send("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
                waiting.socket().setSoTimeout(200);
                assertThat(waiting.drain()).isEqualTo("open");
                assertThat(waiting.text()).isEmpty();

                worker.gates().release("gate");

                waiting.socket().setSoTimeout(10_000);
                assertThat(waiting.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
                waiting.send(body).readUntil("\"late\"");
                job.readUntil("\r\n0\r\n\r\n");
            }
        }
    }

    /** Item 13: a body of up to 2 MiB in chunks, of which no thread waits for the rest. */
    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) - 1, 2 << 20})
    void aBodyInChunksIsTakenUpTo2Mebibytes(int bytes) throws Exception {
        String head = "{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":1,\"x\":\"";
        String body = head + "x".repeat(bytes - head.length() - 2) + "\"}";
        int half = bytes / 2;
        try (MockWorker worker = asBuilt();
                RawClient client = new RawClient(worker.config().port())) {
            client.send("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half) + "\r\n"
                    + body.substring(0, half) + "\r\n");
            assertThat(threadsThatRead(Duration.ofMillis(100))).isZero();

            client.send(Integer.toHexString(bytes - half) + "\r\n" + body.substring(half) + "\r\n0\r\n\r\n");

            assertThat(client.readUntil("\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedHoweverItIsSent() throws Exception {
        int half = (1 << 20) + 1;
        try (MockWorker worker = asBuilt();
                RawClient client = new RawClient(worker.config().port())) {
            client.send("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(2 * half) + "\r\n"
                    + "x".repeat(2 * half) + "\r\n0\r\n\r\n");

            assertThat(client.readUntil("exceeded")).startsWith("HTTP/1.1 413");
        }
    }

    /** An unknown charset is no reason to fail: JSON is UTF-8 whatever it says. */
    @ParameterizedTest
    @ValueSource(strings = {"nope", "\"\"", "\" \"", "utf-16"})
    void anyCharsetIsReadInTheContractsDialectToo(String charset) throws Exception {
        try (MockWorker worker = Jobs.worker(MockWorker.builder().generation(GenerationPacing.NONE));
                RawClient client = new RawClient(worker.config().port())) {
            String body = Jobs.job("a");
            client.send("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json; charset=" + charset
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    private static long threadsThatRead(Duration within) {
        long until = System.nanoTime() + within.toNanos();
        long most = 0;
        while (System.nanoTime() - until < 0) {
            most = Math.max(
                    most,
                    Thread.getAllStackTraces().values().stream()
                            .filter(stack -> List.of(stack).toString().contains("internal.http.RequestBody.read"))
                            .count());
            Thread.onSpinWait();
        }
        return most;
    }

    private static MockWorker asBuilt() {
        return Jobs.worker(MockWorker.builder().dialect(Dialect.AS_BUILT).generation(GenerationPacing.NONE));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AsBuiltHttpTest.class.getResourceAsStream("as-built/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
