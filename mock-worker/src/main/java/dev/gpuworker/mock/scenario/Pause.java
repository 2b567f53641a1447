package dev.gpuworker.mock.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A step that sends nothing. */
public sealed interface Pause extends Step {
    /** Calls the visitor's method for this verb and returns what that returns. */
    <R extends @Nullable Object> R accept(Pause.Visitor<R> visitor);

    @Override
    default <R extends @Nullable Object> R accept(Step.Visitor<R> visitor) {
        return visitor.pause(this);
    }

    /**
     * Handles each verb of this kind.
     *
     * @param <R> result of the visitor's methods
     */
    interface Visitor<R extends @Nullable Object> {
        /** Handles {@code wait}. */
        R waiting(Wait waiting);

        /** Handles {@code hold}. */
        R hold(Hold hold);

        /** Handles {@code stall}. */
        R stall(Stall stall);
    }

    /**
     * Moves the time line on: the next step is planned this much later. Ends early on cancel.
     *
     * @param pacing how long
     */
    record Wait(Pacing pacing) implements Pause {
        @Override
        public Verb verb() {
            return Verb.WAIT;
        }

        @Override
        public <R extends @Nullable Object> R accept(Pause.Visitor<R> visitor) {
            return visitor.waiting(this);
        }
    }

    /**
     * Waits until somebody opens the gate, from Java or over HTTP; the time line goes on from that instant. Ends early
     * on cancel. A gate that is already open does not hold.
     *
     * @param gate name of the gate, not blank
     */
    record Hold(String gate) implements Pause {
        /** Rejects a gate without a name. */
        public Hold {
            if (gate.isBlank()) {
                throw new IllegalArgumentException("a gate needs a name");
            }
        }

        @Override
        public Verb verb() {
            return Verb.HOLD;
        }

        @Override
        public <R extends @Nullable Object> R accept(Pause.Visitor<R> visitor) {
            return visitor.hold(this);
        }
    }

    /**
     * Keeps the connection and sends nothing, like a worker that hangs: cancel does not end it.
     *
     * @param at position in the response
     * @param duration how long; absent: until the client disconnects or the worker is closed
     */
    record Stall(At at, @Nullable Duration duration) implements Pause {
        /** Where a stall happens. */
        public enum At {
            /** Before the response's status line; only as a script's first step. */
            BEFORE_HEADERS,
            /** At this step; as the first step, after the headers. */
            HERE
        }

        /** Rejects a duration that is not above zero. */
        public Stall {
            if (duration != null && (duration.isNegative() || duration.isZero())) {
                throw new IllegalArgumentException("a stall must last longer than zero, but was " + duration);
            }
        }

        /** Returns a stall without end. */
        public static Stall forever() {
            return new Stall(At.HERE, null);
        }

        @Override
        public Verb verb() {
            return Verb.STALL;
        }

        @Override
        public <R extends @Nullable Object> R accept(Pause.Visitor<R> visitor) {
            return visitor.stall(this);
        }
    }
}
