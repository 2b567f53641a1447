package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes in, the answer has the documented shape, and the worker serves afterwards. */
class HttpFuzzTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Stands in prompts, and must not come back in any refusal. */
    private static final String SECRET = "s3cret-words";

    @SuppressWarnings({"NullAway.Init", "NonFinalStaticField"}) // set once, before the first property
    private static MockWorker worker;

    @BeforeContainer
    static void start() {
        worker = MockWorker.builder()
                
                        .generation(GenerationPacing.NONE)
                        .maxTokensOut(64)
                .start();
    }

    @AfterContainer
    static void everyJobIsOverAndTheVramIsBack() throws InterruptedException {
        try (MockWorker served = worker) {
            assertThat(served.awaitIdle(PATIENCE)).isTrue();
            assertThat(served.vram().usedBytes())
                    .isEqualTo(served.config().model().weightsBytes());
        }
    }

    @AfterTry
    void theWorkerServes() throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n");

            assertThat(client.readUntil("\"mock\":true")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anyBytesAreAnsweredOrDropped(@ForAll @Size(max = 2_000) byte[] bytes) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.socket().getOutputStream().write(bytes);
            client.socket().shutdownOutput();

            assertThat(client.drain()).isNotEqualTo("open");
            assertTellsNoInternals(client.text());
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anyRequestLineAndHeadersAreAnswered(@ForAll("requests") String request) throws IOException {
        String answer = answerTo(request);

        assertThat(answer).startsWith("HTTP/1.1 ");
        assertTellsNoInternals(answer);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void anyBodyIsAcceptedOrRefusedWithTheEnvelope(@ForAll("bodies") String body, @ForAll("paths") String path)
            throws IOException {
        String answer = answerTo(RawClient.post(path, body).replaceFirst("\r\n", "\r\nConnection: close\r\n"));

        assertThat(answer).matches("(?s)HTTP/1.1 (200|202|400|409|503) .*");
        assertTellsNoInternals(answer);
        if (!answer.startsWith("HTTP/1.1 20")) {
            String json = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertThat(WireJson.tree(json).path("code").asText()).isNotEmpty();
            assertThat(answer).doesNotContain(SECRET);
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("/execute", "/cancel");
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> method = Arbitraries.of(
                "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO", "CONNECT", "PRI", "");
        Arbitrary<String> path = Arbitraries.of(
                "/execute",
                "/health",
                "/cancel",
                "/metrics",
                "/no/such",
                "*",
                "//",
                "/%00",
                "/%zz",
                "/..;/health",
                "/mock/journal",
                "http://other/health",
                "/" + "a".repeat(20_000));
        Arbitrary<String> version = Arbitraries.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", "", "HTTP/1.1 x");
        Arbitrary<String> headers = Arbitraries.of(
                        "Content-Length: 5",
                        "Content-Length: -1",
                        "Content-Length: 99999999999999999999",
                        "Content-Length: 5, 6",
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: gzip, chunked",
                        "Transfer-Encoding: x",
                        "Expect: 100-continue",
                        "Content-Type: application/json",
                        "Content-Type: text/plain",
                        "Content-Type: ;;;",
                        "X-Correlation-ID: \u0001",
                        "Bad Header: x",
                        ": x",
                        "Upgrade: websocket",
                        "Connection: upgrade",
                        "Host:",
                        "Host: a, b",
                        "X-Long: " + "a".repeat(20_000),
                        "Content-Encoding: gzip",
                        "Accept: nothing/at-all")
                .list()
                .ofMaxSize(5)
                .map(lines -> String.join("\r\n", lines));
        Arbitrary<String> body =
                Arbitraries.of("", "hello", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "FFFFFFFFFF\r\nx", "\0\0");
        return Combinators.combine(method, path, version, headers, body)
                .as((m, p, v, h, b) -> m + " " + p + " " + v + "\r\nConnection: close\r\n" + h + "\r\n\r\n" + b);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "1e999",
                        "-0",
                        "1e-400",
                        "9".repeat(500),
                        "\"\\ud800\"",
                        "[[[[[[]]]]]]",
                        "{}",
                        "[1,\"a\",null]",
                        "0x10",
                        "NaN",
                        "'x'",
                        "\"\u0000\"",
                        "1.",
                        ".5",
                        "\"",
                        "[".repeat(5_000),
                        "{\"a\":".repeat(5_000),
                        "18446744073709551616"),
                Arbitraries.strings()
                        .ofMaxLength(40)
                        .map(text -> WireJson.text(WireJson.object().put("x", text))),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf));
        Arbitrary<String> key = Arbitraries.of(
                "job_id",
                "prompt",
                "max_tokens",
                "temperature",
                "top_p",
                "top_k",
                "min_p",
                "repetition_penalty",
                "stop",
                "seed",
                "unknown");
        Arbitrary<String> field = Combinators.combine(key, value).as((k, v) -> "\"" + k + "\":" + v);
        Arbitrary<String> object = field.list().ofMaxSize(8).map(HttpFuzzTest::objectOf);
        return Arbitraries.frequencyOf(
                Tuple.of(6, object),
                Tuple.of(2, value),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
    }

    private static String objectOf(List<String> fields) {
        String given = String.join(",", fields);
        return "{\"prompt\":\"" + SECRET + "\"" + (given.isEmpty() ? "" : "," + given) + "}";
    }

    private static String answerTo(String request) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.socket().getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            client.socket().shutdownOutput();
            assertThat(client.drain())
                    .as("the end of the answer to %s", head(request))
                    .isNotEqualTo("open");
            return client.text();
        }
    }

    private static void assertTellsNoInternals(String answer) {
        assertThat(answer).doesNotContain("\tat ", "Exception", "org.eclipse", "com.fasterxml", "dev.gpuworker");
    }

    private static String head(String request) {
        return request.substring(0, Math.min(200, request.length()));
    }
}
