package dev.gpuworker.conformance.cli;

/** What this program's exit codes mean. */
final class ExitCode {
    static final int GREEN = 0;
    static final int RED = 1;
    static final int WRONG_USAGE = 2;
    static final int NO_VERDICT = 3;

    private ExitCode() {}
}
