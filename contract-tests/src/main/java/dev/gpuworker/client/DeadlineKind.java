package dev.gpuworker.client;

import java.time.Duration;

/** The deadlines of a call, as {@link WorkerClientConfig} sets them. */
public enum DeadlineKind {
    /** The connection was not open in time. */
    CONNECT,
    /** The first event did not come in time. */
    FIRST_EVENT,
    /** No byte came for too long after the first event. */
    IDLE,
    /** The stream as a whole took too long. */
    TOTAL,
    /** An answer other than a stream was not complete in time. */
    ANSWER;

    Duration of(WorkerClientConfig config) {
        return switch (this) {
            case CONNECT -> config.connect();
            case FIRST_EVENT -> config.firstEvent();
            case IDLE -> config.idle();
            case TOTAL -> config.total();
            case ANSWER -> config.answer();
        };
    }

    String sentence(WorkerClientConfig config) {
        String time = of(config).toMillis() + " ms";
        return switch (this) {
            case CONNECT -> "no connection within " + time + " (connect deadline)";
            case FIRST_EVENT -> "no event within " + time + " (first-event deadline)";
            case IDLE -> "no byte for " + time + " (idle deadline)";
            case TOTAL -> "not over after " + time + " (total deadline)";
            case ANSWER -> "no complete answer within " + time + " (answer deadline)";
        };
    }
}
