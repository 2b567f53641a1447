package dev.gpuworker.real.verify;

/** A job did not end as it should, so what was read after it says nothing about the wanted ending. */
public final class JobEndedOtherwiseException extends Exception {
    private static final long serialVersionUID = 1L;

    JobEndedOtherwiseException(String message) {
        super(message);
    }
}
