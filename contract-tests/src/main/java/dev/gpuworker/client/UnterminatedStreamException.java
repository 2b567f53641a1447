package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The answer ended without a terminal event, or before it was complete (D-11): the worker died or closed.
 * {@link Transcript#ending()} says whether the response was complete as HTTP.
 */
public final class UnterminatedStreamException extends WorkerClientException {
    UnterminatedStreamException(String what, Arrived arrived, @Nullable Throwable cause) {
        super(what, arrived, cause);
    }
}
