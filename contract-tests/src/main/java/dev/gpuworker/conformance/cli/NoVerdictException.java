package dev.gpuworker.conformance.cli;

/** There is no verdict on a worker; the message says why. */
final class NoVerdictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoVerdictException(String message) {
        super(message);
    }

    NoVerdictException(String message, Throwable cause) {
        super(message, cause);
    }
}
