package dev.gpuworker.real.process;

import dev.gpuworker.client.transcript.Transcript;
import java.net.URI;

/** A worker answered no request, so there is nothing to say about it. Its message is for people. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoAnswerException(String message) {
        super(message);
    }

    /** Returns the exception of a worker at a URL, which may not run at all. */
    public static NoAnswerException of(URI worker, Transcript first) {
        return new NoAnswerException(
                worker + " answered no request: " + first.failure() + "; is the worker running? Nothing was recorded");
    }

    /** Returns the exception of a worker that we started, and that still runs. */
    public static NoAnswerException onceReady(URI worker, Transcript first) {
        return new NoAnswerException(worker + " answered GET /health and then no request: " + first.failure()
                + "; the worker still runs, so look at its log. Nothing was judged");
    }
}
