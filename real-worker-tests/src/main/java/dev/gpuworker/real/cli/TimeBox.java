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
 * Runs a command within a total time. When the time is over, it kills the workers that the command started, and throws
 * an exception that names the unfinished phase: a stopped or hanging worker must not block a pipeline. Thread-safe.
 */
final class TimeBox {
    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration GREATEST = Duration.ofDays(7);

    /** How long a command may take to write its evidence and end its workers once its time is over. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);

    private static final long KILL_MILLIS = 100;

    private final Duration length;
    private volatile Runnable giveUp = () -> {};
    private volatile String phase = "the start";

    /** Creates a time box for the whole command. */
    TimeBox(Duration length) {
        this.length = check(length);
    }

    /** Registers an action that ends a command when neither an interrupt nor the end of its workers would. */
    void onExpiry(Runnable deed) {
        giveUp = deed;
    }

    /** Returns the length; throws {@link IllegalArgumentException} if it is out of bounds. */
    static Duration check(Duration length) {
        return Values.inRange("--total-timeout", length, LEAST, GREATEST);
    }

    /** Begins a phase; the message names it if it does not end. */
    void phase(String name) {
        phase = name;
    }

    /**
     * Runs the command on its own thread and returns its exit code.
     *
     * @throws DeadlinePassedException if it has not ended in time
     * @throws Exception whatever the command threw
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
            throw new DeadlinePassedException("did not finish within --total-timeout " + DurationText.of(length)
                    + ", so there is no verdict; unfinished step: " + late
                    + (killed == 0 ? "" : "; the worker was killed") + "; see docs/real-worker.md#total-timeout");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** Kills every running worker until the command has ended; returns how many it killed. */
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

    /** A command's total time ran out. */
    static final class DeadlinePassedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeadlinePassedException(String message) {
            super(message);
        }
    }
}
