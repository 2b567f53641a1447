package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;

/** The worker runs, but {@code GET /health} has not answered 200 by the deadline. */
public final class NotReadyInTimeException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    NotReadyInTimeException(Duration within, String lastAnswer, StartEvidence evidence) {
        super(
                "worker runs but is not ready: GET /health did not answer 200 within " + Text.seconds(within)
                        + "; last answer: " + lastAnswer,
                evidence,
                "not-ready-in-time");
    }
}
