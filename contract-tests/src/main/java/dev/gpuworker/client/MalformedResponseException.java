package dev.gpuworker.client;

import org.jspecify.annotations.Nullable;

/** The answer is not HTTP, has the wrong content type, or has a body other than the endpoint promises. */
public final class MalformedResponseException extends WorkerClientException {
    MalformedResponseException(String what, Arrived arrived, @Nullable Throwable cause) {
        super(what, arrived, cause);
    }
}
