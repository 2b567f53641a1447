package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.ByteServer;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenarios;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PactBridgeTest {
    private static final String JOB_RUNS = change("a job is running", "\"job_id\":\"job-a\"");
    private static final String JOB_FAILS = change("the next job fails while it runs", "\"code\":\"CUDA_ERROR\"");

    private final MockWorker mock = MockWorker.start();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private PactBridge bridge;
    private WorkerClient client;

    @BeforeEach
    void start() throws IOException {
        bridge = PactBridge.start(PactBridgeSettings.of(mock.url()), lines::add);
        client = new WorkerClient(bridge.url());
    }

    @AfterEach
    void stop() {
        client.close();
        bridge.close();
        mock.close();
    }

    @Test
    void aStateIsEnteredAndLeftAtItsTeardown() {
        assertThat(post("/states", JOB_RUNS)).isEqualTo("200 {}");
        assertThat(running()).isOne();

        assertThat(post("/states", JOB_RUNS.replace("setup", "teardown"))).isEqualTo("200 {}");

        assertThat(running()).isZero();
        assertThat(lines).containsExactly("state: entered \"a job is running\"", "state: left \"a job is running\"");
    }

    @Test
    void aToolThatSendsNoTeardownsGetsEachStateLeftByTheNext() {
        post("/states", JOB_RUNS);

        post("/states", change("a worker is ready", ""));

        assertThat(running()).isZero();
    }

    @Test
    void anInteractionMayHaveSeveralStates() {
        post("/states", change("a worker is ready", ""));
        post("/states", change("a worker is ready", "").replace("setup", "teardown"));
        post("/states", JOB_RUNS);

        post("/states", JOB_FAILS);

        assertThat(running()).isOne();
        assertThat(mock.enqueued()).isOne();
    }

    @Test
    void aStateThatWasLeftTooEarlyIsAnErrorAtItsTeardown() {
        post("/states", JOB_RUNS);
        post("/states", JOB_FAILS);

        assertThat(post("/states", JOB_RUNS.replace("setup", "teardown")))
                .startsWith("409")
                .contains("was left before the interaction ended");
    }

    @Test
    void nothingIsLeftInTheMockAfterTheEnd() {
        post("/states", JOB_FAILS);
        post("/states", change("the worker is draining", ""));

        bridge.close();

        assertThat(mock.enqueued()).isZero();
        try (WorkerClient worker = new WorkerClient(mock.url())) {
            assertThat(worker.executeBody("{\"job_id\":\"x\",\"prompt\":\"p\",\"max_tokens\":1}")
                            .collect()
                            .events())
                    .isNotEmpty();
        }
    }

    @Test
    void aMessageIsAnsweredWithTheDigestOfTheWorkersStream() {
        String digest =
                post("/messages", message("{\"content\":{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":2}}", ""));

        assertThat(digest).startsWith("200 {\"status\":200,").contains("\"tokenIndexesContiguousFromZero\":true");
        assertThat(digest).contains("\"sequence\":\"started token token ");
    }

    @Test
    void contentMayBeTextOrBase64() {
        String job = "{\\\"job_id\\\":\\\"a\\\",\\\"prompt\\\":\\\"p\\\",\\\"max_tokens\\\":1}";
        String base64 = "eyJqb2JfaWQiOiJiIiwicHJvbXB0IjoicCIsIm1heF90b2tlbnMiOjF9";

        assertThat(post(
                        "/messages",
                        message(
                                "{\"content\":\"" + job
                                        + "\",\"contentType\":\"application/json\",\"encoded\":\"json\"}",
                                "")))
                .contains("\"sequence\":\"started token");
        assertThat(post("/messages", message("{\"content\":\"" + base64 + "\",\"encoded\":\"base64\"}", "")))
                .contains("\"sequence\":\"started token");
    }

    @Test
    void aJobIsCancelledIfItsStateWasEntered() {
        post("/states", change("the job is cancelled while it runs", ""));

        assertThat(post("/messages", message("{\"content\":{\"job_id\":\"a\",\"prompt\":\"p\"}}", "")))
                .contains("\"code\":\"CANCELLED\"");
    }

    @Test
    void aJobIsCancelledIfTheMessageNamesTheState() {
        String contents = "{\"content\":{\"job_id\":\"a\",\"prompt\":\"p\"}}";

        assertThat(post("/messages", message(contents, "{\"name\":\"the job is cancelled while it runs\"}")))
                .contains("\"code\":\"CANCELLED\"");
    }

    @Test
    void aJobThatEndsBeforeItsCancelIsAnErrorHoweverItIsAskedFor() {
        int jobs = JobPrompts.STANDARD.all().size() + 2;
        IntStream.range(0, jobs).forEach(any -> mock.enqueue(Scenarios.named("no-tokens")));
        String contents = "{\"content\":{\"job_id\":\"a\",\"prompt\":\"p\"}}";

        assertThat(post("/messages", message(contents, "{\"name\":\"the job is cancelled while it runs\"}")))
                .startsWith("502")
                .contains("a job that had to run ended by itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /states | {\"state\":\"on the moon\"} | 404 | no provider state is called \"on the moon\"; there are \"a worker is ready\"",
                "POST | /states | {\"state\":\"a job is running\"} | 400 | needs the parameters job_id",
                "POST | /states | [ | 400 | is not JSON",
                "POST | /states | [] | 400 | is not a JSON object",
                "POST | /messages | {\"description\":\"d\"} | 400 | the message \"d\" has no request",
                "POST | /elsewhere | {} | 404 | there are POST /states and POST /messages",
                "PUT | /states | {} | 405 | takes POST"
            })
    void aRequestThatCannotBeDoneIsRefused(String method, String path, String body, int status, String why) {
        Transcript answer = client.send(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).startsWith("{\"error\":\"").contains(why.replace("\"", "\\\""));
    }

    @Test
    void aStateMayComeAsAQuery() {
        assertThat(post("/states?action=setup&state=a+job+is+running&job_id=job-q", ""))
                .isEqualTo("200 {}");
        assertThat(running()).isOne();
        assertThat(post("/states?action=setup&state=%zz", "")).startsWith("400");
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        assertThat(post("/states", "{\"a\":\"" + "x".repeat(5 << 20) + "\"}")).startsWith("413");
    }

    @Test
    void foreignPagesAndReboundNamesAreRefused() {
        assertThat(text(client.withHeader("Origin", "https://evil.example").send("POST", "/states", JOB_RUNS)))
                .contains("a page of \\\"https://evil.example\\\" may not send this");
        assertThat(text(client.withHeader("Sec-Fetch-Site", "cross-site").send("POST", "/states", JOB_RUNS)))
                .contains("a page of another site");
        assertThat(text(client.withHeader("Host", "evil.example").send("POST", "/states", JOB_RUNS)))
                .contains("the bridge is not served under the name \\\"evil.example\\\"");
        assertThat(running()).isZero();
    }

    @Test
    void namesAndOriginsCanBeAllowed() throws IOException {
        PactBridgeSettings open = new PactBridgeSettings(
                mock.url(),
                null,
                null,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of("https://my.example"),
                Set.of("bridge"),
                Duration.ofSeconds(5));
        try (PactBridge other = PactBridge.start(open, lines::add);
                WorkerClient caller = new WorkerClient(other.url())) {
            assertThat(caller.withHeader("Host", "bridge:1")
                            .withHeader("Origin", "https://my.example")
                            .send("POST", "/states", change("a worker is ready", ""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWorkerThatIsNotThereIsAnErrorThatNamesIt() throws IOException {
        PactBridgeSettings nowhere = PactBridgeSettings.of(URI.create("http://127.0.0.1:1"));
        try (PactBridge other = PactBridge.start(nowhere, lines::add);
                WorkerClient caller = new WorkerClient(other.url())) {
            String state = text(caller.send("POST", "/states", JOB_RUNS));
            String message = text(caller.send("POST", "/messages", message("{\"content\":{}}", "")));

            assertThat(state).contains("was not entered", "127.0.0.1:1");
            assertThat(message).contains("no answer from http://127.0.0.1:1: ");
        }
    }

    @Test
    void aControlPlaneThatWasNamedMustAnswer() throws IOException {
        try (ByteServer none = new ByteServer(peer -> peer.answer(401, "application/json", "{}"))) {
            PactBridgeSettings settings = new PactBridgeSettings(
                    mock.url(),
                    none.url(),
                    "a-wrong-secret",
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Set.of(),
                    Set.of(),
                    Duration.ofSeconds(5));
            try (PactBridge other = PactBridge.start(settings, lines::add);
                    WorkerClient caller = new WorkerClient(other.url())) {
                assertThat(text(caller.send("POST", "/states", JOB_RUNS)))
                        .contains("--control: GET /mock/state answered HTTP 401; is --control-token right?")
                        .doesNotContain("a-wrong-secret");
            }
        }
    }

    @Test
    void aControlPlaneOnAPortOfItsOwnIsUsedIfItIsNamed() throws IOException {
        try (MockWorker apart = MockWorker.builder().controlPort(0).start()) {
            PactBridgeSettings settings = new PactBridgeSettings(
                    apart.url(),
                    apart.controlUrl().orElseThrow(),
                    null,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Set.of(),
                    Set.of(),
                    Duration.ofSeconds(5));
            try (PactBridge other = PactBridge.start(settings, lines::add);
                    WorkerClient caller = new WorkerClient(other.url())) {
                assertThat(caller.send("POST", "/states", JOB_FAILS).status()).isEqualTo(200);
                assertThat(apart.enqueued()).isOne();
            }
        }
    }

    @Test
    void aControlPlaneBehindATokenIsUsedWithIt() throws IOException {
        String secret = "0123456789abcdef";
        try (MockWorker guarded = MockWorker.builder().controlToken(secret).start()) {
            PactBridgeSettings settings = new PactBridgeSettings(
                    guarded.url(),
                    null,
                    secret,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Set.of(),
                    Set.of(),
                    Duration.ofSeconds(5));
            try (PactBridge other = PactBridge.start(settings, lines::add);
                    WorkerClient caller = new WorkerClient(other.url())) {
                assertThat(caller.send("POST", "/states", JOB_FAILS).status()).isEqualTo(200);
            }
        }
    }

    private String post(String path, String body) {
        Transcript answer = client.send("POST", path, body);
        return answer.status() + " " + text(answer);
    }

    private int running() {
        try (WorkerClient worker = new WorkerClient(mock.url())) {
            String state = text(worker.send("GET", "/mock/state", ""));
            return Integer.parseInt(state.replaceFirst(".*\"running\":([0-9]+).*", "$1"));
        }
    }

    private static String text(Transcript answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String change(String state, String parameters) {
        return "{\"action\":\"setup\",\"state\":\"" + state + "\",\"params\":{" + parameters + "}}";
    }

    private static String message(String contents, String states) {
        return "{\"description\":\"m\",\"providerStates\":[" + states + "],\"request\":{\"contents\":" + contents
                + "}}";
    }
}
