package dev.gpuworker.conformance;

/** What the exit codes of {@code worker-contracts.jar} and {@code real-worker.jar} mean; see docs/conformance.md. */
public final class ExitCode {
    /** Nothing that binds is broken. */
    public static final int GREEN = 0;
    /** Something that binds is broken or was not reached. */
    public static final int RED = 1;
    /** The command line, or a file that it names, cannot be used; nothing was verified. */
    public static final int WRONG_USAGE = 2;
    /** No verdict: the worker did not start, was not reached, or all that is wrong is inconclusive. */
    public static final int NO_VERDICT = 3;

    private ExitCode() {}
}
