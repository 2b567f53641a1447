package dev.gpuworker.mock.scenario.demand;

/** What it means if a client still waits for more when its time is up. */
public enum Unfinished {
    /** It is right to wait: more may come, or all that counts has come. */
    MAY("may"),
    /** It is wrong: everything has come, and the client should have said so. */
    MUST_NOT("must-not"),
    /** Nothing: its own time limit may be longer. */
    UNKNOWN("unknown");

    private final String word;

    Unfinished(String word) {
        this.word = word;
    }

    /** Returns the word in JSON. */
    public String word() {
        return word;
    }
}
