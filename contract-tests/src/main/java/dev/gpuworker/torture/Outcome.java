package dev.gpuworker.torture;

import dev.gpuworker.mock.scenario.demand.FailureKind;

/** What a client said of a job in the end, or why it said nothing. */
public sealed interface Outcome {
    /** It reported a good end. */
    record Ended() implements Outcome {}

    /**
     * It reported a failure.
     *
     * @param kind the kind that it reported
     */
    record Failed(FailureKind kind) implements Outcome {}

    /**
     * It had said nothing when its time was up.
     *
     * @param seconds how long it had
     */
    record Unfinished(long seconds) implements Outcome {}

    /**
     * It did not keep to the protocol between the tool and the client: it crashed, or printed something else.
     *
     * @param problem what was wrong, for people
     */
    record Unusable(String problem) implements Outcome {}
}
