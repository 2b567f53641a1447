package dev.gpuworker.client;

/** The caller closed the stream or the client, or was interrupted, before the answer was complete. */
public final class ClosedStreamException extends WorkerClientException {
    ClosedStreamException(String what, Arrived arrived) {
        super(what, arrived, null);
    }
}
