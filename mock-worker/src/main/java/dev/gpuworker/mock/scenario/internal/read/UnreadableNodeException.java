package dev.gpuworker.mock.scenario.internal.read;

/** Signals a part of a file after which reading cannot go on. */
final class UnreadableNodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place at;
    private final transient String problem;
    private final transient String hint;

    UnreadableNodeException(Place at, String problem, String hint) {
        super(problem, null, false, false);
        this.at = at;
        this.problem = problem;
        this.hint = hint;
    }

    Place at() {
        return at;
    }

    String problem() {
        return problem;
    }

    String hint() {
        return hint;
    }
}
