package dev.gpuworker.pact;

import dev.gpuworker.conformance.Verdict;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt to enter a provider state. Immutable. */
public final class StateSetup {
    private final @Nullable Verdict problem;
    private final BooleanSupplier holds;
    private final Runnable leave;

    private StateSetup(@Nullable Verdict problem, BooleanSupplier holds, Runnable leave) {
        this.problem = problem;
        this.holds = holds;
        this.leave = leave;
    }

    /** Returns the outcome of a state that was entered and needs no cleanup. */
    public static StateSetup entered() {
        return entered(() -> {});
    }

    /** Returns the outcome of a state that was entered; {@code leave} is run once, after the interaction. */
    public static StateSetup entered(Runnable leave) {
        return entered(() -> true, leave);
    }

    /**
     * Returns the outcome of a state that was entered, but may end by itself.
     *
     * @param holds says after the interaction whether the worker is still in the state; if not, the interaction proves
     *     nothing
     * @param leave is run once, after that
     */
    public static StateSetup entered(BooleanSupplier holds, Runnable leave) {
        return new StateSetup(null, holds, leave);
    }

    /**
     * Returns the outcome of a state that neither this worker nor this handler can enter: its interactions are
     * not-applicable, for this reason.
     */
    public static StateSetup impossible(String reason) {
        return new StateSetup(new Verdict.NotApplicable(Objects.requireNonNull(reason)), () -> true, () -> {});
    }

    /**
     * Returns the outcome of a failed attempt to enter a state: its interactions could not run, for this reason, which
     * is red.
     */
    public static StateSetup failed(String reason) {
        return new StateSetup(new Verdict.CouldNotRun(Objects.requireNonNull(reason)), () -> true, () -> {});
    }

    /** Returns whether the worker is in the state. */
    public boolean isEntered() {
        return problem == null;
    }

    /** Returns whether nothing can bring the worker into the state. */
    boolean isImpossible() {
        return problem instanceof Verdict.NotApplicable;
    }

    /** Returns whether the worker, which was in the state, still is. */
    boolean stillHolds() {
        return holds.getAsBoolean();
    }

    /** Returns why it is not in the state; empty if it is. */
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
