package dev.gpuworker.conformance.cli;

import dev.gpuworker.io.DurationText;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Limits the total time of a command. */
final class TotalTime {
    private static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration GREATEST = Duration.ofDays(7);

    private TotalTime() {}

    /**
     * Runs a command on its own thread and rethrows its exceptions. An {@link Error} becomes a
     * {@link NoVerdictException} whose message explains it.
     *
     * @throws NoVerdictException if it does not finish in time; its thread is then interrupted and abandoned
     */
    static int bounded(Duration limit, Callable<Integer> command) {
        if (limit.compareTo(LEAST) < 0 || limit.compareTo(GREATEST) > 0) {
            throw new IllegalArgumentException(
                    "--total-timeout must be from 1s to 168h, but was " + DurationText.of(limit));
        }
        FutureTask<Integer> task = new FutureTask<>(command);
        Thread thread = new Thread(task, "command");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new NoVerdictException(
                    "not ended within --total-timeout " + DurationText.of(limit) + "; nothing was judged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoVerdictException("interrupted; nothing was judged", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NoVerdictException(Failure.sentence(cause), cause);
        }
    }
}
