package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import java.util.List;

/** What the player does next. */
public sealed interface Action {
    /** Returns the nanoseconds by which it moves the time line. */
    long waitNanos();

    /**
     * Sends a frame.
     *
     * @param waitNanos wait before it
     * @param source makes the frame
     * @param gapNanos between its pieces
     */
    record Send(long waitNanos, FrameSource source, long gapNanos) implements Action {}

    /**
     * Sends several frames in one write, at the last one's time.
     *
     * @param sends the frames, each with its own wait
     */
    record Batch(List<Send> sends) implements Action {
        public Batch {
            sends = List.copyOf(sends);
        }

        @Override
        public long waitNanos() {
            return sends.stream().mapToLong(Send::waitNanos).sum();
        }
    }

    /** Holds at a gate. */
    record Hold(long waitNanos, String gate) implements Action {}

    /** Hangs, for a time or for ever (-1). */
    record Stall(long waitNanos, Pause.Stall.At at, long nanos) implements Action {}

    /** Ends the response. */
    record Finish(long waitNanos, Ending ending) implements Action {}
}
