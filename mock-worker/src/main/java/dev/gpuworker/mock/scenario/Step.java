package dev.gpuworker.mock.scenario;

import org.jspecify.annotations.Nullable;

/**
 * One thing the mock does in answer to a job. A script is a list of these, played in order on one time line. Whoever
 * has to treat verbs differently visits the step, so that a new verb does not compile until everyone treats it.
 */
public sealed interface Step permits Write, Pause, Ending {
    /** Returns the verb that names this step in a scenario file. */
    Verb verb();

    /** Calls the visitor's method for this kind of step and returns what that returns. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /**
     * Treats each kind of step; {@link Write.Visitor}, {@link Pause.Visitor} and {@link Ending.Visitor} treat each
     * verb.
     *
     * @param <R> what a treatment returns
     */
    interface Visitor<R extends @Nullable Object> {
        /** Treats a step that sends bytes. */
        R write(Write write);

        /** Treats a step that sends nothing. */
        R pause(Pause pause);

        /** Treats a step that ends the response. */
        R ending(Ending ending);
    }
}
