package dev.gpuworker.mock.scenario.internal.frames;

/** Tells the player what to do, one action after the other. */
public interface ActionSource {
    /** Returns the next action; the last one of all is a {@link Action.Finish}. */
    Action next();

    /** Tells whether nothing but the clean end of the response follows at once. */
    boolean onlyEofLeft();
}
