package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gpuworker.io.HttpAddress;
import dev.gpuworker.mock.cli.callback.CallbackCall;
import dev.gpuworker.mock.cli.callback.ReachableUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadyCallbackTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StopRequest stop = new StopRequest(code -> {});

    @Test
    void theBodyHasTheFieldsOfTheContract() {
        URI uri = URI.create("http://127.0.0.1:4001");

        assertThat(ReadyCallback.body("id", Optional.of("mock:phi-3-mini"), 7, uri))
                .isEqualTo("{\"worker_id\":\"id\",\"model_ref\":\"mock:phi-3-mini\",\"vram_bytes\":7,"
                        + "\"uri\":\"http://127.0.0.1:4001\"}");
        assertThat(ReadyCallback.body("id", Optional.empty(), 7, uri)).doesNotContain("model_ref");
    }

    @Test
    void aCallThatFailsAtFirstIsMadeAgain() throws Exception {
        HttpServer orchestrator = orchestrator(500, 503, 204);
        try {
            post(orchestrator.getAddress().getPort());
        } finally {
            orchestrator.stop(0);
        }

        assertThat(bodies).containsExactly("{}", "{}", "{}");
        assertThat(log()).contains("\"event\":\"callback\"", "\"attempt\":3").doesNotContain("error");
    }

    @Test
    void aCallThatIsRefusedFiveTimesIsAnErrorThatTellsNoSecret() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        post(closed);

        assertThat(log())
                .contains(
                        "\"event\":\"error\"",
                        "the ready callback failed 5 times, last: connection refused: nobody listens there",
                        "the worker serves anyway")
                .contains("http://127.0.0.1:" + closed + "/ready")
                .doesNotContain("token=secret");
    }

    @Test
    void aProxyOfTheJvmIsNotAskedAndIsNamedIfTheCallFails() throws Exception {
        HttpServer orchestrator = orchestrator(204);
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "9");
        try {
            assertThat(call("http://127.0.0.1:" + orchestrator.getAddress().getPort() + "/ready")
                            .attempt("{}"))
                    .isEmpty();
            assertThat(call("http://127.0.0.1:9/ready").attempt("{}"))
                    .isEqualTo("connection refused: nobody listens there (called directly: the proxy 127.0.0.1:9 of"
                            + " -Dhttp.proxyHost is never used)");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            orchestrator.stop(0);
        }
    }

    @Test
    void aHostNameWithUnderscoresIsLookedUp() throws Exception {
        assertThat(call("http://no_such_host.invalid:18340/e").attempt("{}")).isEqualTo("the host name is unknown");
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var call = new CallbackCall(
                    HttpAddress.parse("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofSeconds(1));

            assertThat(call.attempt("{}")).isEqualTo("no complete answer within 1 s");
        }
    }

    @Test
    void aWorkerOnEveryAddressCallsBackWithOneThatCanBeReached() {
        HttpAddress here = HttpAddress.parse("http://127.0.0.1:1/e");

        assertThat(ReachableUri.from(URI.create("http://0.0.0.0:4001"), here)).hasToString("http://127.0.0.1:4001");
        assertThat(ReachableUri.from(URI.create("http://[::]:4001"), here)).hasToString("http://127.0.0.1:4001");
        assertThat(ReachableUri.from(URI.create("http://10.1.2.3:4001"), here)).hasToString("http://10.1.2.3:4001");
    }

    private static CallbackCall call(String url) {
        return new CallbackCall(HttpAddress.parse(url), Duration.ofSeconds(20));
    }

    @Test
    void aStopEndsTheTrying() throws Exception {
        HttpServer orchestrator = orchestrator(500, 500, 500, 500, 500);
        stop.request(StopRequest.Reason.SIGTERM);
        try {
            post(orchestrator.getAddress().getPort());
        } finally {
            orchestrator.stop(0);
        }

        assertThat(bodies).hasSize(1);
        assertThat(log()).isEmpty();
    }

    private void post(int port) throws InterruptedException {
        try (var log = new EventLog(new LineWriter(out), LogFormat.JSON, Clock.systemUTC())) {
            new ReadyCallback(URI.create("http://127.0.0.1:" + port + "/ready?token=secret"), log, stop).post("{}");
        }
    }

    private String log() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private HttpServer orchestrator(int... statuses) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ready", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(statuses[bodies.size() - 1], -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
