package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Verb;

/** The kind of a frame, as the journal names it. */
public enum EventKind {
    STARTED(Verb.STARTED),
    TOKEN(Verb.TOKEN),
    METRICS(Verb.METRICS),
    END(Verb.END),
    ERROR(Verb.ERROR),
    COMMENT(Verb.COMMENT),
    RAW(Verb.RAW);

    private final String word;

    EventKind(Verb verb) {
        this.word = verb.word();
    }

    public String word() {
        return word;
    }

    boolean isTerminal() {
        return this == END || this == ERROR;
    }
}
