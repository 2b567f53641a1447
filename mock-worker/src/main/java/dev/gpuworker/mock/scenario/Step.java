package dev.gpuworker.mock.scenario;

import org.jspecify.annotations.Nullable;

/**
 * One step of the mock's answer to a job. A script is a list of steps, played in order on one time line. Code that
 * depends on the verb uses a visitor, so that a new verb does not compile until it is handled everywhere.
 */
public sealed interface Step permits Write, Pause, Ending {
    /** Returns the verb that names this step in a scenario file. */
    Verb verb();

    /** Calls the visitor's method for this kind of step and returns what that returns. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /**
     * Handles each kind of step; {@link Write.Visitor}, {@link Pause.Visitor} and {@link Ending.Visitor} handle each
     * verb.
     *
     * @param <R> result of the visitor's methods
     */
    interface Visitor<R extends @Nullable Object> {
        /** Handles a step that sends bytes. */
        R write(Write write);

        /** Handles a step that sends nothing. */
        R pause(Pause pause);

        /** Handles a step that ends the response. */
        R ending(Ending ending);
    }
}
