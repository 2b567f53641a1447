package dev.gpuworker.mock.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a scenario file when it changes. An invalid file changes nothing: the listener is notified of the reasons,
 * and the last valid set stays in use. Polls on its own thread, because file events are late or missing on network and
 * container file systems. Thread-safe.
 */
public final class ScenarioWatch implements AutoCloseable {
    /** Is notified of changes, on the watch's thread, one call at a time. */
    public interface Listener {
        /** Called if the file has changed and is valid. */
        void changed(ScenarioSet set);

        /** Called once for each change after which the file is invalid or unreadable. */
        void broken(ScenarioException problems);
    }

    /** Quick enough for an editor's save, and negligible for a CPU. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    /** How long {@link #close()} waits for a running call of the listener. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioWatch.class);

    private final Path file;
    private final Listener listener;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> looking;
    private @Nullable Stamp seen; // only used by the timer's thread, once started
    private @Nullable Stamp told; // likewise

    private ScenarioWatch(Path file, Listener listener, Duration interval) {
        this.file = file;
        this.listener = listener;
        told = Stamp.of(file);
        seen = told;
        timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "scenario-watch " + file.getFileName());
            thread.setDaemon(true);
            return thread;
        });
        long nanos = interval.toNanos();
        looking = timer.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Starts watching; the file's present state counts as known. */
    public static ScenarioWatch start(Path file, Listener listener) {
        return start(file, listener, INTERVAL);
    }

    /** Starts watching at this interval, at least 1 ms. */
    public static ScenarioWatch start(Path file, Listener listener, Duration interval) {
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("the interval must be at least 1 ms, but was " + interval);
        }
        return new ScenarioWatch(file, listener, interval);
    }

    /** Reads a new state only after it has lasted for one interval: by then an editor has written all of it. */
    private void look() {
        Stamp now = Stamp.of(file);
        boolean lasted = Objects.equals(now, seen);
        seen = now;
        if (!lasted || Objects.equals(now, told)) {
            return;
        }
        told = now;
        try {
            tell();
        } catch (RuntimeException e) {
            // A listener that fails must not end the watch, and nobody else would report the failure.
            LOG.warn("the listener for {} failed", file, e);
        }
    }

    private void tell() {
        ScenarioSet set;
        try {
            set = ScenarioYaml.read(file);
        } catch (ScenarioException e) {
            listener.broken(e);
            return;
        }
        listener.changed(set);
    }

    /** Stops watching. Waits up to five seconds for a running call of the listener. Idempotent. */
    @Override
    public void close() {
        looking.cancel(false);
        timer.shutdownNow();
        try {
            timer.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Distinguishes one state of a file from another. Null stands for a missing file. */
    private record Stamp(
            long modifiedNanos, long size, @Nullable Object key) {
        static @Nullable Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                return new Stamp(nanos, attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }
}
