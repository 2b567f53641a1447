package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.scenario.internal.frames.Action;
import dev.gpuworker.mock.scenario.internal.frames.ActionSource;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Piece;
import org.jspecify.annotations.Nullable;

/**
 * The position of a player in its script: the next action, and when it is due. Each step has an absolute instant on a
 * line that begins when the job does. Guarded by its player.
 */
final class Playhead {
    private ActionSource source;
    private boolean finale;
    /** The next action; its wait is already on the time line. */
    private @Nullable Action action;
    /** The frame that is being written, and the number of its pieces already written. */
    private @Nullable Frame frame;

    private int pieces;
    private long start;
    private long planned;

    Playhead(ActionSource script) {
        source = script;
    }

    /** Begins the time line. */
    void begin(long now) {
        start = now;
    }

    long start() {
        return start;
    }

    /** Returns when the next action is due, in nanoseconds from the start. */
    long planned() {
        return planned;
    }

    /** Returns when the next action is due, on the clock. */
    long due() {
        return start + planned;
    }

    /** Returns the next action; the same one until it is {@link #done}. */
    Action next() {
        Action known = action;
        if (known == null) {
            known = source.next();
            action = known;
            planned += known.waitNanos();
        }
        return known;
    }

    /** Moves on to the next action. */
    void done() {
        action = null;
        frame = null;
    }

    /** Moves on to the next action; this one has lasted until now. */
    void doneLate(long now) {
        done();
        planned = Math.max(planned, now - start);
    }

    /** Shifts the time line. */
    void delay(long nanos) {
        planned += nanos;
    }

    /** Returns the frame of the action; null before it has been {@link #load}ed. */
    @Nullable Frame frame() {
        return frame;
    }

    Frame load(Frame made) {
        frame = made;
        pieces = 0;
        return made;
    }

    /** Returns the next piece of the frame; null after the last. */
    @Nullable Piece nextPiece(Frame current) {
        return pieces < current.pieces().size() ? current.pieces().get(pieces++) : null;
    }

    boolean hasMorePieces(Frame current) {
        return pieces < current.pieces().size();
    }

    /** Returns whether nothing but the clean end of the response follows what is being written. */
    boolean onlyEofLeft() {
        return source.onlyEofLeft();
    }

    /** Replaces the rest of the script from now on. A partly written frame is finished first. */
    void replace(ActionSource last, long now) {
        source = last;
        finale = true;
        action = frame == null ? null : action;
        planned = Math.max(0, now - start);
    }

    /** Returns whether the script has been {@link #replace}d. */
    boolean isFinale() {
        return finale;
    }

    /** Returns whether a frame of the replaced script is still being finished. */
    boolean isFinishingFrame() {
        return finale && frame != null;
    }
}
