package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;

/** A signal ended the worker before it was ready. */
public final class WorkerKilledException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    private final int signal;

    WorkerKilledException(ExitStatus.Killed killed, Duration after, Duration within, StartEvidence evidence) {
        super(
                "worker " + killed.describe() + " after " + Text.seconds(after)
                        + ", before GET /health answered 200 (deadline " + Text.seconds(within) + ")",
                evidence,
                "worker-killed");
        this.signal = killed.signal();
    }

    /** Returns the number of the signal. */
    public int signal() {
        return signal;
    }
}
