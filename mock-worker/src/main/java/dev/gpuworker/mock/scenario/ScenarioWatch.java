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
 * Reads a scenario file anew when it changes. A bad file changes nothing: the listener is told why, and the last good
 * set stays in use. Polls on one thread of its own, because file events are late or missing on network and container
 * file systems. Thread-safe.
 */
public final class ScenarioWatch implements AutoCloseable {
    /** Who is told; called on the watch's thread, one call at a time. */
    public interface Listener {
        /** The file has changed and is good. */
        void changed(ScenarioSet set);

        /** The file has changed and is bad, or cannot be read any more. Told once for each change. */
        void broken(ScenarioException problems);
    }

    /** Quick enough for an editor's save, and nothing to a CPU. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    /** How long {@link #close()} waits for a listener that is being told. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioWatch.class);

    private final Path file;
    private final Listener listener;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> looking;
    private @Nullable Stamp seen; // of the timer's thread alone, once started
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

    /** Starts to watch; what the file is now counts as known. */
    public static ScenarioWatch start(Path file, Listener listener) {
        return start(file, listener, INTERVAL);
    }

    /** Starts to watch, looking this often; at least 1 ms. */
    public static ScenarioWatch start(Path file, Listener listener, Duration interval) {
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("the interval must be at least 1 ms, but was " + interval);
        }
        return new ScenarioWatch(file, listener, interval);
    }

    /** Reads a new state only when it has lasted for one interval: by then an editor has written all of it. */
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
            // A listener that fails must not end the watch, and nobody else would hear of it.
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

    /** Stops to watch. When it returns no listener is being called, or has been for five seconds. Idempotent. */
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

    /** What tells one state of a file from another. Null stands for a file that is not there. */
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
