package dev.gpuworker.client;

import org.jspecify.annotations.Nullable;

/** Nothing listens at the URL, its host is unknown, or it cannot be reached. No request was sent. */
public final class RefusedException extends WorkerClientException {
    RefusedException(Arrived arrived, @Nullable Throwable cause) {
        super("no connection; does a worker listen there?", arrived, cause);
    }
}
