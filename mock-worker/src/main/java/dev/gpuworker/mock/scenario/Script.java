package dev.gpuworker.mock.scenario;

import java.util.List;

/**
 * The ordered steps that answer one job with a stream. Times are absolute: a step is planned at the job's start plus
 * the sum of all waits before it.
 *
 * @param steps at least one
 * @param head what the response's head differs in
 */
public record Script(List<Step> steps, StreamHead head) implements Answer {
    /** More steps are rejected as a mistake; one {@code tokens} step already stands for thousands of events. */
    public static final int STEPS_MAX = 10_000;

    /** Copies the list; rejects an empty or too long one. */
    public Script {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("a script needs 1 to " + STEPS_MAX + " steps, but has " + steps.size());
        }
    }

    /** Creates a script whose response has the usual head. Rejects an empty or too long list. */
    public Script(List<Step> steps) {
        this(steps, StreamHead.PLAIN);
    }

    /** Returns a builder without any step. */
    public static ScriptBuilder builder() {
        return new ScriptBuilder();
    }

    /** Returns the script of these steps. */
    public static Script of(Step... steps) {
        return new Script(List.of(steps));
    }
}
