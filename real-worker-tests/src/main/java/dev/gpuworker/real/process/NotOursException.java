package dev.gpuworker.real.process;

/** Something answers on the worker's port, and it is not the worker that was started. */
public final class NotOursException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    NotOursException(String what, StartEvidence evidence) {
        super(what, evidence, "not-ours");
    }
}
