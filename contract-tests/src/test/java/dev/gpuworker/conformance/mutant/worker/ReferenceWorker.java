package dev.gpuworker.conformance.mutant.worker;

import dev.gpuworker.conformance.testing.Acceptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small worker that keeps every promise, except for what its behaviour changes. One request per connection. */
public final class ReferenceWorker implements AutoCloseable {
    private final Acceptor acceptor;
    private final ExecutorService threads = Executors.newCachedThreadPool(ReferenceWorker::daemon);
    private final Routes routes;

    private ReferenceWorker(Behaviour behaviour) {
        this.routes = new Routes(behaviour, this::close);
        this.acceptor = Acceptor.start("reference-worker", socket -> threads.execute(() -> serve(socket)));
    }

    public static ReferenceWorker start(Behaviour behaviour) {
        return new ReferenceWorker(behaviour);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "reference-worker");
        thread.setDaemon(true);
        return thread;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + acceptor.port());
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
        acceptor.close();
        threads.shutdownNow();
    }
}
