package dev.gpuworker.client;

import org.jspecify.annotations.Nullable;

/** The worker reset the connection before the answer was complete. */
public final class ResetException extends WorkerClientException {
    ResetException(Arrived arrived, @Nullable Throwable cause) {
        super("the connection was reset before the answer was complete", arrived, cause);
    }
}
