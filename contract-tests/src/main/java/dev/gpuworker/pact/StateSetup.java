package dev.gpuworker.pact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the attempt to enter a provider state. Immutable. */
public final class StateSetup {
    private final @Nullable String reason;
    private final Runnable leave;

    private StateSetup(@Nullable String reason, Runnable leave) {
        this.reason = reason;
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

    /** Returns the outcome of a state that this worker cannot be brought into; the reason is reported. */
    public static StateSetup impossible(String reason) {
        return new StateSetup(Objects.requireNonNull(reason), () -> {});
    }

    /** Tells whether the worker is in the state. */
    public boolean isEntered() {
        return reason == null;
    }

    /** Returns why not, or an empty text. */
    public String reason() {
        return reason == null ? "" : reason;
    }

    /** Leaves the state. */
    public void leave() {
        leave.run();
    }
}
