package dev.gpuworker.pact;

import dev.gpuworker.conformance.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the attempt to enter a provider state. Immutable. */
public final class StateSetup {
    private final @Nullable Verdict problem;
    private final Runnable leave;

    private StateSetup(@Nullable Verdict problem, Runnable leave) {
        this.problem = problem;
        this.leave = leave;
    }

    /** Returns the outcome of a state that was entered and needs nothing to be left. */
    public static StateSetup entered() {
        return entered(() -> {});
    }

    /** Returns the outcome of a state that was entered; {@code leave} is run once, after the interaction. */
    public static StateSetup entered(Runnable leave) {
        return new StateSetup(null, leave);
    }

    /**
     * Returns the outcome of a state that this worker, or this handler, offers no way into: its interactions are
     * not-applicable, for this reason.
     */
    public static StateSetup impossible(String reason) {
        return new StateSetup(new Verdict.NotApplicable(Objects.requireNonNull(reason)), () -> {});
    }

    /**
     * Returns the outcome of a state whose way was tried in vain: its interactions could not run, for this reason,
     * which is red.
     */
    public static StateSetup failed(String reason) {
        return new StateSetup(new Verdict.CouldNotRun(Objects.requireNonNull(reason)), () -> {});
    }

    /** Returns whether the worker is in the state. */
    public boolean isEntered() {
        return problem == null;
    }

    /** Returns why not, or an empty text. */
    public String reason() {
        return problem == null ? "" : problem.actual();
    }

    /** Returns the verdict on an interaction whose state was not entered. */
    Verdict verdict(String prefix) {
        String actual = prefix + reason();
        return problem instanceof Verdict.CouldNotRun
                ? new Verdict.CouldNotRun(actual)
                : new Verdict.NotApplicable(actual);
    }

    /** Leaves the state. */
    public void leave() {
        leave.run();
    }
}
