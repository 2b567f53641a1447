package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import java.util.List;

/**
 * The player's next action: a step with its waits drawn and converted to nanoseconds. Players implement
 * {@link Performer}, so that a new kind of action does not compile until it is performed.
 */
public sealed interface Action {
    /** Performs each kind of action. */
    interface Performer {
        /** Sends one frame. */
        void send(Send send);

        /** Sends several frames in one write. */
        void send(Batch batch);

        /** Holds at a gate. */
        void hold(Hold hold);

        /** Hangs. */
        void stall(Stall stall);

        /** Ends the response. */
        void finish(Finish finish);
    }

    /** Returns the nanoseconds by which it moves the time line. */
    long waitNanos();

    /** Calls the performer's method for this kind of action. */
    void perform(Performer performer);

    /** Returns whether the response's head is sent before the action's wait. */
    default boolean needsHead() {
        return false;
    }

    /** Returns the nanoseconds between the pieces of its frame. */
    default long gapNanos() {
        return 0;
    }

    /**
     * Sends a frame.
     *
     * @param waitNanos wait before it
     * @param source makes the frame
     * @param gapNanos between its pieces
     */
    record Send(long waitNanos, FrameSource source, long gapNanos) implements Action {
        @Override
        public void perform(Performer performer) {
            performer.send(this);
        }
    }

    /**
     * Sends several frames in one write, at the last one's time.
     *
     * @param sends the frames, each with its own wait
     */
    record Batch(List<Send> sends) implements Action {
        /** Copies the list. */
        public Batch {
            sends = List.copyOf(sends);
        }

        @Override
        public long waitNanos() {
            return sends.stream().mapToLong(Send::waitNanos).sum();
        }

        @Override
        public void perform(Performer performer) {
            performer.send(this);
        }
    }

    /**
     * Holds at a gate.
     *
     * @param step names the gate
     */
    record Hold(long waitNanos, Pause.Hold step) implements Action {
        @Override
        public boolean needsHead() {
            return true;
        }

        @Override
        public void perform(Performer performer) {
            performer.hold(this);
        }
    }

    /**
     * Hangs.
     *
     * @param step position of the stall
     * @param nanos duration; -1 without end
     */
    record Stall(long waitNanos, Pause.Stall step, long nanos) implements Action {
        @Override
        public boolean needsHead() {
            return step.at() == Pause.Stall.At.HERE;
        }

        @Override
        public void perform(Performer performer) {
            performer.stall(this);
        }
    }

    /**
     * Ends the response.
     *
     * @param step how
     */
    record Finish(long waitNanos, Ending step) implements Action {
        @Override
        public boolean needsHead() {
            return !step.isComplete();
        }

        @Override
        public void perform(Performer performer) {
            performer.finish(this);
        }
    }
}
