package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ready callback of the worker as built: one call before it listens, on which its start depends (item 18). */
@Timeout(60)
class AsBuiltCallbackTest {
    private volatile Duration pause = Duration.ZERO;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void itIsMadeOnceBeforeTheWorkerListensAndHasNoModelRef() throws Exception {
        int port = freePort();
        HttpServer orchestrator = orchestrator(port, 204);
        var stop = new StopRequest(code -> {});
        var run = CompletableFuture.supplyAsync(() -> run(stop, port, orchestrator));
        try {
            while (!listens(port) && !run.isDone()) {
                Thread.onSpinWait();
            }
        } finally {
            stop.request(StopRequest.Reason.SIGINT);
        }

        assertThat(run.join().exitCode()).isZero();
        assertThat(seen)
                .containsExactly("{\"worker_id\":\"123e4567-e89b-12d3-a456-426614174000\",\"vram_bytes\":491400032,"
                        + "\"uri\":\"http://localhost:" + port + "\"} listening: false");
    }

    @Test
    void aRefusalEndsTheStart() throws Exception {
        int port = freePort();
        HttpServer orchestrator = orchestrator(port, 503);

        ProgramRun run = run(new StopRequest(code -> {}), port, orchestrator);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the ready callback failed", "answered 503");
        assertThat(seen).hasSize(1);
        assertThat(listens(port)).isFalse();
    }

    /** In the contract's dialect an attempt takes 2 s at most. */
    @Test
    void anAnswerMayTakeAsLongAsItLikesAndUntilThenNothingListens() throws Exception {
        int port = freePort();
        pause = Duration.ofMillis(2500);
        HttpServer orchestrator = orchestrator(port, 200);
        var stop = new StopRequest(code -> {});
        var run = CompletableFuture.supplyAsync(() -> run(stop, port, orchestrator));
        try {
            while (!listens(port) && !run.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(seen).singleElement().asString().endsWith("listening: false, after the pause: false");
        } finally {
            stop.request(StopRequest.Reason.SIGINT);
        }
        assertThat(run.join().exitCode()).isZero();
    }

    /** A free port is known only once it listens. */
    @Test
    void withPortZeroTheCallbackComesOnceThePortListens() throws Exception {
        HttpServer orchestrator = orchestrator(0, 200);
        var stop = new StopRequest(code -> {});
        var run = CompletableFuture.supplyAsync(() -> run(stop, 0, orchestrator));
        try {
            while (seen.isEmpty() && !run.isDone()) {
                Thread.onSpinWait();
            }
        } finally {
            stop.request(StopRequest.Reason.SIGINT);
        }

        ProgramRun ended = run.join();
        assertThat(ended.exitCode()).isZero();
        assertThat(seen).hasSize(1);
        String port = seen.get(0).replaceFirst("(?s).*http://localhost:(\\d+).*", "$1");
        assertThat(ended.out()).contains("\"port\":" + port);
        assertThat(seen.get(0)).endsWith("listening: true");
    }

    @Test
    void nobodyThereEndsTheStart() throws Exception {
        int closed = freePort();

        ProgramRun run = ProgramRun.of(
                "--dialect", "as-built", "--port", "0", "--callback-url", "http://127.0.0.1:" + closed + "/ready");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("connection refused");
    }

    private ProgramRun run(StopRequest stop, int port, HttpServer orchestrator) {
        try {
            return ProgramRun.of(
                    stop,
                    "--dialect",
                    "as-built",
                    "--port",
                    String.valueOf(port),
                    "--worker-id",
                    "123e4567-e89b-12d3-a456-426614174000",
                    "--callback-url",
                    "http://127.0.0.1:" + orchestrator.getAddress().getPort() + "/ready");
        } finally {
            orchestrator.stop(0);
        }
    }

    private HttpServer orchestrator(int workerPort, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ready", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int port = workerPort == 0
                    ? Integer.parseInt(body.replaceFirst("(?s).*http://localhost:(\\d+).*", "$1"))
                    : workerPort;
            String listening = " listening: " + listens(port);
            if (!pause.isZero()) {
                LockSupport.parkNanos(pause.toNanos());
                listening += ", after the pause: " + listens(workerPort);
            }
            seen.add(body + listening);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
