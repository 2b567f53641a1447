package dev.gpuworker.real.process;

/** The worker ended because another process has its port. */
public final class PortTakenException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, String how, StartEvidence evidence) {
        super("worker " + how + " because port " + port + " is taken by another process", evidence, "port-taken");
    }
}
