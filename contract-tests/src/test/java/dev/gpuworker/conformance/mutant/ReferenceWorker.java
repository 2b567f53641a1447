package dev.gpuworker.conformance.mutant;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A small worker that keeps every promise, except for what its behaviour changes. One request per connection. */
public final class ReferenceWorker implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(ReferenceWorker::daemon);
    private final Routes routes;

    private ReferenceWorker(Behaviour behaviour) throws IOException {
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.routes = new Routes(behaviour, this::close);
        threads.execute(this::accept);
    }

    public static ReferenceWorker start(Behaviour behaviour) {
        try {
            return new ReferenceWorker(behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "reference-worker");
        thread.setDaemon(true);
        return thread;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            WorkerRequest request = WorkerRequest.read(new BufferedInputStream(socket.getInputStream()));
            WorkerReply reply = routes.answer(request, socket);
            if (reply.status() != 0) {
                socket.getOutputStream().write(reply.head(false));
                socket.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException e) {
            // A mutant that makes no sense of a request hangs up, as real ones do.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
