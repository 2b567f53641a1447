package dev.gpuworker.real.process.linux;

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
 * Keeps a worker's log from filling the disk. Beyond {@link #BYTES_MAX} it drops the middle: the first and the last MiB
 * stay, and a line between them says how much is missing. The worker appends, so it notices nothing.
 *
 * <p>The tail is copied to its new place first; shortening the file is the last step. So a reader always finds the last
 * lines at the end, an interrupted cut loses none of them, and a full disk cannot prevent the cut. Only what the worker
 * writes in the microseconds between the last size check and the shortening is lost.
 */
public final class LogBound implements AutoCloseable {
    /**
     * Days of an ordinary worker's log. A worker that writes at 1 GB/s exceeds it by the output of a tenth of a second.
     */
    public static final long BYTES_MAX = 64L << 20;

    /** How much of a log's beginning is kept when the log is cut. */
    public static final int HEAD_BYTES = 1 << 20;

    private static final int TAIL_BYTES = 1 << 20;
    private static final int ROUNDS_MAX = 3;
    private static final long CHECK_MILLIS = 100;
    private static final ScheduledThreadPoolExecutor CHECKS = checks();

    private final Path log;
    private final long bytesMax;
    private final ScheduledFuture<?> check;
    private long bytesDropped; // guarded by this

    /** Watches the file from now on. */
    public LogBound(Path log, long bytesMax) {
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
            cut(file);
        } catch (IOException gone) {
            // The next check tries again. A log that can no longer be opened does not grow under this name.
            check.cancel(!log.toFile().exists());
        }
    }

    private void cut(FileChannel file) throws IOException {
        long copied = file.size() - TAIL_BYTES;
        long dropped = bytesDropped + copied - HEAD_BYTES;
        String line = "\n[" + dropped + " bytes dropped here to bound this log]\n";
        long end = write(file, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), HEAD_BYTES);
        ByteBuffer chunk = ByteBuffer.allocate(TAIL_BYTES);
        // A worker that floods its log is always ahead, so what it wrote meanwhile is copied only a few times.
        for (int round = 0; round < ROUNDS_MAX && copied < file.size(); round++) {
            int length = readFully(file, chunk.clear(), copied);
            copied += length;
            end = write(file, chunk.flip(), end);
        }
        file.truncate(end);
        bytesDropped = dropped;
    }

    private static int readFully(FileChannel file, ByteBuffer chunk, long position) throws IOException {
        while (chunk.hasRemaining() && file.read(chunk, position + chunk.position()) > 0) {
            // Reads until the chunk is full or the file ends.
        }
        return chunk.position();
    }

    private static long write(FileChannel file, ByteBuffer chunk, long position) throws IOException {
        long end = position;
        while (chunk.hasRemaining()) {
            end += file.write(chunk, end);
        }
        return end;
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
