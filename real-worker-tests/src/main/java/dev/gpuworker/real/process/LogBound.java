package dev.gpuworker.real.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a worker's log from filling the disk. Past {@link #BYTES_MAX} the middle is dropped: the first and the last MiB
 * stay, with a line between them that says how much is missing. The worker appends, so it notices nothing. Lines that
 * it writes in the very moment of the cut may be lost.
 */
final class LogBound implements AutoCloseable {
    /**
     * Days of an ordinary worker's log; a worker that writes at 1 GB/s exceeds it by what it writes in a tenth of a
     * second.
     */
    static final long BYTES_MAX = 64L << 20;

    static final int HEAD_BYTES = 1 << 20;
    private static final int TAIL_BYTES = 1 << 20;
    private static final long CHECK_MILLIS = 100;
    private static final ScheduledThreadPoolExecutor CHECKS = checks();

    private final Path log;
    private final long bytesMax;
    private final ScheduledFuture<?> check;
    private long bytesDropped; // guarded by this

    LogBound(Path log, long bytesMax) {
        this.log = log;
        this.bytesMax = bytesMax;
        this.check = CHECKS.scheduleWithFixedDelay(this::enforce, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        check.cancel(false);
        enforce();
    }

    private synchronized void enforce() {
        if (log.toFile().length() <= bytesMax) {
            return;
        }
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = file.size();
            ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
            long position = size - TAIL_BYTES;
            while (tail.hasRemaining() && file.read(tail, position + tail.position()) > 0) {
                // Reads until the buffer is full.
            }
            bytesDropped += size - HEAD_BYTES - tail.position();
            file.truncate(HEAD_BYTES);
            append("\n[" + bytesDropped + " bytes dropped here to bound this log]\n", tail.flip());
        } catch (IOException gone) {
            // The next check tries again; a log that can no longer be opened does not grow under this name.
            check.cancel(!log.toFile().exists());
        }
    }

    private void append(String line, ByteBuffer tail) throws IOException {
        try (FileChannel end = FileChannel.open(log, StandardOpenOption.APPEND)) {
            end.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            end.write(tail);
        }
    }

    private static ScheduledThreadPoolExecutor checks() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "worker-log-bound");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
