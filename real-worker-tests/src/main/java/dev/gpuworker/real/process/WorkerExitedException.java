package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;

/** The worker ended by itself before it was ready. */
public final class WorkerExitedException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    private final int code;

    WorkerExitedException(int code, Duration after, Duration within, StartEvidence evidence) {
        super(
                "worker exited with code " + code + " after " + Text.seconds(after)
                        + ", before GET /health answered 200 (deadline " + Text.seconds(within) + ")",
                evidence,
                "worker-exited");
        this.code = code;
    }

    /** Returns the exit code: 1 for a failed start, 2 for a wrong command line (M0-W-1111). */
    public int code() {
        return code;
    }
}
