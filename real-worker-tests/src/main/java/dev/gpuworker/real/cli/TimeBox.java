package dev.gpuworker.real.cli;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.real.process.WorkerProcess;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a command within a total time. When that is over, the workers that it started are killed, and an exception says
 * which phase did not end: a worker that is stopped or hangs must not keep a pipeline. Thread-safe.
 */
final class TimeBox {
    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration GREATEST = Duration.ofDays(7);

    /** How long a command may take to write its evidence and to end its workers once its time is over. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);

    private static final long KILL_MILLIS = 100;

    private final Duration length;
    private volatile Runnable giveUp = () -> {};
    private volatile String phase = "the start";

    /** Creates a limit for the whole command. */
    TimeBox(Duration length) {
        this.length = check(length);
    }

    /** Takes what ends a command that neither an interrupt nor the end of its workers would end. */
    void onExpiry(Runnable deed) {
        giveUp = deed;
    }

    /** Returns the length; throws {@link IllegalArgumentException} if it is out of bounds. */
    static Duration check(Duration length) {
        return Values.inRange("--total-timeout", length, LEAST, GREATEST);
    }

    /** Takes the name of the phase that begins, which the message names if it does not end. */
    void phase(String name) {
        phase = name;
    }

    /**
     * Runs the command in a thread of its own and returns its exit code.
     *
     * @throws DeadlinePassedException if it has not ended in time
     * @throws Exception what it threw
     */
    int run(Callable<Integer> command) throws Exception {
        FutureTask<Integer> task = new FutureTask<>(command);
        Thread thread = new Thread(task, "command");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String late = phase;
            int killed = end(thread);
            throw new DeadlinePassedException("not ended within --total-timeout " + DurationText.of(length)
                    + ", so there is no verdict; what did not end: " + late
                    + (killed == 0 ? "" : "; the worker was killed") + "; see docs/real-worker.md#total-timeout");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** Kills whatever worker lives until the command has ended; returns how many were killed. */
    private int end(Thread thread) throws InterruptedException {
        int killed = 0;
        long until = System.nanoTime() + END_PATIENCE.toNanos();
        giveUp.run();
        thread.interrupt();
        while (thread.isAlive() && System.nanoTime() - until < 0) {
            killed += WorkerProcess.killAll();
            thread.join(KILL_MILLIS);
        }
        return killed;
    }

    /** A command's total time was over. */
    static final class DeadlinePassedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeadlinePassedException(String message) {
            super(message);
        }
    }
}
