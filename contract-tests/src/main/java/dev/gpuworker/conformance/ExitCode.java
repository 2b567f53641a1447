package dev.gpuworker.conformance;

/** The exit codes of {@code worker-contracts.jar} and {@code real-worker.jar}; see docs/conformance.md. */
public final class ExitCode {
    /** No binding promise is broken. */
    public static final int GREEN = 0;
    /** A binding promise is broken or could not be judged. */
    public static final int RED = 1;
    /** The command line, or a file that it names, cannot be used; nothing was verified. */
    public static final int WRONG_USAGE = 2;
    /** No verdict: the worker did not start or was not reached, or nothing is red but a check is inconclusive. */
    public static final int NO_VERDICT = 3;

    private ExitCode() {}
}
