package dev.gpuworker.mock.internal.script;

/** What a frame is, as the journal names it. */
public enum EventKind {
    STARTED("started"),
    TOKEN("token"),
    METRICS("metrics"),
    END("end"),
    ERROR("error"),
    COMMENT("comment"),
    RAW("raw");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    boolean isTerminal() {
        return this == END || this == ERROR;
    }
}
