package dev.gpuworker.mock.scenario.internal.frames;

/** Supplies the player's actions, one after the other. */
public interface ActionSource {
    /** Returns the next action; the last one of all is a {@link Action.Finish}. */
    Action next();

    /** Returns whether only the clean end of the response follows, without a wait. */
    boolean onlyEofLeft();
}
