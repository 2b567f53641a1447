package dev.gpuworker.real.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Receives the ready callback of one worker, on a loopback port of its own and under a path that nobody else knows.
 * Answers every call with 200; keeps the first. Thread-safe.
 */
public final class CallbackListener implements AutoCloseable {
    /** A callback has about 200 bytes. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final HttpServer server;
    private final String path = "/ready/" + UUID.randomUUID();
    private final long openedNanos = System.nanoTime();
    private @Nullable ReadyCallback first; // guarded by this

    private CallbackListener(HttpServer server) {
        this.server = server;
    }

    /** Begins to listen. Throws {@link UncheckedIOException} if the machine gives no port. */
    public static CallbackListener open() {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            var listener = new CallbackListener(HttpServer.create(address, 0));
            listener.server.createContext(listener.path, listener::received);
            listener.server.start();
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen for the worker's callback: " + FileReason.of(e) + "; see "
                            + Troubleshooting.link("cannot-start"),
                    e);
        }
    }

    /** Returns the URL to pass as {@code --callback-url}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Returns the first call; empty until it has come. */
    public synchronized Optional<ReadyCallback> callback() {
        return Optional.ofNullable(first);
    }

    private void received(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            keep(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private synchronized void keep(String body) {
        if (first == null) {
            first = new ReadyCallback(Duration.ofNanos(System.nanoTime() - openedNanos), body);
        }
    }

    /** Stops listening at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}
