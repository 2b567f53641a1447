package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client sends never reaches another, even if it is not HTTP and longer than any buffer. */
@Timeout(180)
@Order(1) // takes long, so it begins first
class ClientsApartTest {
    private static final int ORDERLY_REQUESTS = Soak.times(3_000, 8_000);
    private static final byte[] TOO_LONG =
            ("GET /health HTTP/1.1\r\nX-Long: " + "a".repeat(60_000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    @Test
    void orderlyRequestsAreAnsweredBesideMalformedOnes() {
        AtomicBoolean over = new AtomicBoolean();
        try (MockWorker worker = MockWorker.start()) {
            int port = worker.config().port();
            CompletableFuture<Void> one = CompletableFuture.runAsync(() -> flood(port, over));
            CompletableFuture<Void> two = CompletableFuture.runAsync(() -> flood(port, over));
            try {
                assertAll(IntStream.range(0, ORDERLY_REQUESTS).mapToObj(each -> () -> assertAnswered(port)));
            } finally {
                over.set(true);
                CompletableFuture.allOf(one, two).join();
            }
        }
    }

    private static void assertAnswered(int port) throws IOException {
        try (var client = new RawClient(port)) {
            client.send("GET /health HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n");
            client.drain();

            assertThat(client.text()).startsWith("HTTP/1.1 200 ").contains("\"mock\":true");
        }
    }

    private static void flood(int port, AtomicBoolean over) {
        while (!over.get()) {
            try (var client = new RawClient(port)) {
                sendTooMuch(client.socket());
                client.drain();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The worker answers and closes before it has read all of it. */
    private static void sendTooMuch(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(TOO_LONG);
            socket.shutdownOutput();
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|not connected|closed).*");
        }
    }
}
