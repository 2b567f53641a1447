package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines from its own thread, so that a full pipe cannot stop a worker. If the queue is full, lines are dropped
 * and counted. Thread-safe.
 */
final class LineWriter {
    /** Enough for a burst of hundreds of jobs; at 300 bytes a line, about 1.2 MB. */
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

    /** Writes the lines that still wait, for at most this long. */
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
            // The log's reader has gone; the worker serves on without it, and the queue drops lines once it is full.
            lines.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
