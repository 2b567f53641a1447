package dev.gpuworker.real.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A worker of ours that answered {@code GET /health} with 200.
 *
 * @param process its process
 * @param lease its port
 * @param workerId its id
 * @param readyAfter time from its start until it was ready
 * @param callback its ready callback, if it was started with one and made it before it was ready
 * @param grace time between SIGTERM and SIGKILL
 */
public record ReadyWorker(
        WorkerProcess process,
        PortLease lease,
        UUID workerId,
        Duration readyAfter,
        Optional<ReadyCallback> callback,
        Duration grace)
        implements AutoCloseable {
    /** Name of the log within the folder. */
    public static final String LOG_NAME = "worker.log";

    /**
     * Ports to try: another process can take one between our check and the worker's bind, but hardly three in a row.
     */
    private static final int PORTS_TRIED_MAX = 3;

    /**
     * Starts a worker with a fresh id and port and waits until it is ready.
     *
     * @param config what to start
     * @param folder folder for its log; created if it is missing
     * @throws WorkerStartException if it does not become ready; then nothing of it is left running
     */
    public static ReadyWorker start(WorkerConfig config, Path folder) {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(config, folder);
            } catch (PortTakenException e) {
                if (attempt == PORTS_TRIED_MAX) {
                    throw e;
                }
                keepLogOfAttempt(folder, attempt);
            }
        }
    }

    private static ReadyWorker startOnce(WorkerConfig config, Path folder) {
        if (!config.needsCallback()) {
            return startOnce(config, folder, Optional.empty());
        }
        try (CallbackListener listener = CallbackListener.open()) {
            return startOnce(config, folder, Optional.of(listener));
        }
    }

    private static ReadyWorker startOnce(WorkerConfig config, Path folder, Optional<CallbackListener> listener) {
        PortLease lease = PortLease.acquire(config.ports());
        WorkerProcess process = null;
        boolean ready = false;
        try {
            UUID workerId = UUID.randomUUID();
            process = WorkerProcess.start(
                    config.command(workerId, lease.port(), listener.map(CallbackListener::url)),
                    folder.resolve(LOG_NAME));
            Duration readyAfter =
                    new Readiness(process, lease.port(), workerId, config.readyWithin(), listener).await();
            ready = true;
            return new ReadyWorker(
                    process, lease, workerId, readyAfter, listener.flatMap(CallbackListener::callback), config.grace());
        } finally {
            if (!ready) {
                if (process != null) {
                    process.stop(config.grace());
                }
                lease.close();
            }
        }
    }

    private static void keepLogOfAttempt(Path folder, int attempt) {
        Path log = folder.resolve(LOG_NAME);
        Path kept = folder.resolve("worker.attempt" + attempt + ".log");
        try {
            Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + log + " to " + kept, e);
        }
    }

    /** Returns the URL at which it serves, such as {@code http://127.0.0.1:20000}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + lease.port());
    }

    /** Stops the worker and releases its port; a second call returns the first one's report. */
    public StopReport stop() {
        try {
            return process.stop(grace);
        } finally {
            lease.close();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
