package dev.gpuworker.client;

/** The worker sent more than {@link WorkerClientConfig} allows; the connection was closed. */
public final class LimitExceededException extends WorkerClientException {
    LimitExceededException(String what, Arrived arrived) {
        super(what, arrived, null);
    }
}
