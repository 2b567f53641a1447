package dev.gpuworker.conformance.cli;

/** Nothing can be said of a worker, because no connection to it could be made. */
final class WorkerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerUnreachableException(String message, Exception cause) {
        super(message, cause);
    }
}
