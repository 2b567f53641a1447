package dev.gpuworker.real.process;

/** The worker's program is missing, is a folder, is not executable, or is not a program. */
public final class BinaryUnusableException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    BinaryUnusableException(String path, String why) {
        super("the worker's binary " + path + " " + why, "binary-unusable");
    }

    BinaryUnusableException(String why, StartEvidence evidence) {
        super("the worker's binary could not be executed: " + why, evidence, "binary-unusable");
    }
}
