package dev.gpuworker.conformance.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Listens on a free port of the loopback interface and hands on every connection, on a thread of its own. After
 * {@link #close()} nobody listens there any more. Thread-safe.
 */
public final class Acceptor implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final ServerSocket listener;
    private final Consumer<Socket> connections;
    private final Thread thread;

    private Acceptor(String name, Consumer<Socket> connections) throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.connections = connections;
        this.thread = new Thread(this::accept, name);
        thread.setDaemon(true);
    }

    /** Starts to listen; {@code connections} must not block and owns what it is given. */
    public static Acceptor start(String name, Consumer<Socket> connections) {
        try {
            Acceptor acceptor = new Acceptor(name, connections);
            acceptor.thread.start();
            return acceptor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the port that it listens on, also after it has been closed. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                if (listener.isClosed()) {
                    connection.close();
                } else {
                    connections.accept(connection);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /**
     * Ends listening. A socket on which a thread waits for connections takes them until that thread has woken up, so
     * this waits for it, for at most ten seconds.
     */
    @Override
    public void close() {
        try {
            listener.close();
            thread.join(END_WITHIN.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " still accepts on port " + port());
        }
    }
}
