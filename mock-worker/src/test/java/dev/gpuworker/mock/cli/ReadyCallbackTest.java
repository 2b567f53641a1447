package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
