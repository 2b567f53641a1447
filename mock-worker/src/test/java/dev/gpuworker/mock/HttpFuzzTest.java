package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.Choices;
import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, the answer has the documented shape, and the worker still serves afterwards. */
class HttpFuzzTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Stands in prompts, and must not come back in any refusal. */
    private static final String SECRET = "s3cret-words";

    private static final Gen<String> METHODS =
            Gen.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO", "CONNECT", "PRI", "");
    private static final Gen<String> PATHS = Gen.of(
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
    private static final Gen<String> VERSIONS = Gen.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", "", "HTTP/1.1 x");
    private static final Gen<String> HEADERS = Gen.of(
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
            "Accept: nothing/at-all");
    private static final Gen<String> RAW_BODIES =
            Gen.of("", "hello", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "FFFFFFFFFF\r\nx", "\0\0");
    private static final Gen<String> JSON_VALUES = Gen.oneOf(
            Gen.of(
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
            Gen.text(40).map(text -> WireJson.text(WireJson.object().put("x", text))),
            Gen.longs().map(String::valueOf),
            Gen.doubles().map(String::valueOf));
    private static final Gen<String> KEYS = Gen.of(
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

    @SuppressWarnings({"NullAway.Init", "NonFinalStaticField"}) // set once, before the first property
    private static MockWorker worker;

    @BeforeAll
    static void start() {
        worker = MockWorker.builder()
                .generation(GenerationPacing.NONE)
                .maxTokensOut(64)
                .start();
    }

    @AfterAll
    static void everyJobIsOverAndTheVramIsBack() throws InterruptedException {
        try (MockWorker served = worker) {
            assertThat(served.awaitIdle(PATIENCE)).isTrue();
            assertThat(served.vram().usedBytes())
                    .isEqualTo(served.config().model().weightsBytes());
        }
    }

    @Test
    void anyBytesAreAnsweredOrDropped() {
        Property.check(300, Gen.bytes(2_000), bytes -> {
            try (var client = new RawClient(worker.config().port())) {
                client.socket().getOutputStream().write(bytes);
                client.socket().shutdownOutput();

                assertThat(client.drain()).isNotEqualTo("open");
                assertTellsNoInternals(client.text());
            }
            assertServes();
        });
    }

    @Test
    void anyRequestLineAndHeadersAreAnswered() {
        Property.check(300, HttpFuzzTest::request, request -> {
            String answer = answerTo(request);

            assertThat(answer).startsWith("HTTP/1.1 ");
            assertTellsNoInternals(answer);
            assertServes();
        });
    }

    @Test
    void anyBodyIsAcceptedOrRefusedWithTheEnvelope() {
        Gen<String> posts =
                choices -> RawClient.post(Gen.of("/execute", "/cancel").from(choices), body(choices));

        Property.check(500, posts, post -> {
            String answer = answerTo(post.replaceFirst("\r\n", "\r\nConnection: close\r\n"));

            assertThat(answer).matches("(?s)HTTP/1.1 (200|202|400|409|503) .*");
            assertTellsNoInternals(answer);
            if (!answer.startsWith("HTTP/1.1 20")) {
                String json = answer.substring(answer.indexOf("\r\n\r\n") + 4);
                assertThat(WireJson.tree(json).path("code").asText()).isNotEmpty();
                assertThat(answer).doesNotContain(SECRET);
            }
            assertServes();
        });
    }

    private static void assertServes() throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n");

            assertThat(client.readUntil("\"mock\":true")).startsWith("HTTP/1.1 200 OK");
        }
    }

    private static String request(Choices choices) {
        return METHODS.from(choices) + " " + PATHS.from(choices) + " " + VERSIONS.from(choices)
                + "\r\nConnection: close\r\n"
                + String.join("\r\n", HEADERS.list(0, 5).from(choices)) + "\r\n\r\n"
                + RAW_BODIES.from(choices);
    }

    /** Two bodies in three are objects with known keys. */
    private static String body(Choices choices) {
        int kind = choices.below(9);
        if (kind < 6) {
            Gen<String> field = each -> "\"" + KEYS.from(each) + "\":" + JSON_VALUES.from(each);
            return objectOf(field.list(0, 8).from(choices));
        }
        return kind < 8 ? JSON_VALUES.from(choices) : Gen.text(200).from(choices);
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
