package dev.gpuworker.real.drift;

import dev.gpuworker.client.transcript.Transcript;
import java.net.URI;

/** The worker answered no request at all. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(URI worker, Transcript first) {
        super(worker + " answered no request: " + first.ending() + " " + first.endDetail()
                + "; is the worker running? Nothing was recorded");
    }
}
