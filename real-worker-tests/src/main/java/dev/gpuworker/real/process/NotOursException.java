package dev.gpuworker.real.process;

/** Something other than the started worker answers on the worker's port. */
public final class NotOursException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    NotOursException(String what, StartEvidence evidence) {
        super(what, evidence, "not-ours");
    }
}
