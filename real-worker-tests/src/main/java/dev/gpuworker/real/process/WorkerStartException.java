package dev.gpuworker.real.process;

/** A worker did not become ready. Each reason has its own subtype; nothing of the worker is left running. */
public abstract sealed class WorkerStartException extends RuntimeException
        permits BinaryUnusableException,
                NoFreePortException,
                NotOursException,
                NotReadyInTimeException,
                PortTakenException,
                WorkerExitedException,
                WorkerKilledException {
    private static final long serialVersionUID = 1L;

    WorkerStartException(String what, String anchor) {
        super(what + "\nsee " + Troubleshooting.link(anchor));
    }

    WorkerStartException(String what, StartEvidence evidence, String anchor) {
        this(what + "\n" + evidence.describe(), anchor);
    }
}
