package dev.gpuworker.client;

/** A deadline passed; the connection was closed. */
public final class TimedOutException extends WorkerClientException {
    private final DeadlineKind deadline;

    TimedOutException(DeadlineKind deadline, String what, Arrived arrived) {
        super(what, arrived, null);
        this.deadline = deadline;
    }

    /** Returns the deadline that passed. */
    public DeadlineKind deadline() {
        return deadline;
    }
}
