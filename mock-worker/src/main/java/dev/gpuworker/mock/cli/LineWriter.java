package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines from a thread of its own, so that a full pipe cannot stop a worker. Lines that find the queue full are
 * dropped and counted. Thread-safe.
 */
final class LineWriter {
    /** A burst of some hundred jobs; at 300 bytes a line, a good megabyte. */
    private static final int LINES_MAX = 4_096;

    private static final String END = "";

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final OutputStream out;
    private final Thread thread;

    LineWriter(OutputStream out) {
        this.out = out;
        this.thread = new Thread(this::run, "mock-worker-log");
        thread.setDaemon(true);
        thread.start();
    }

    void write(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Returns how many lines were dropped since the last call. */
    long takeDropped() {
        return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
    }

    /** Writes what is still waiting, as long as the patience lasts. */
    void close(Duration patience) {
        if (!lines.offer(END)) {
            thread.interrupt();
        }
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException e) {
            // The reader of the log has gone; the worker serves on without one, and the queue fills up and drops.
            lines.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
