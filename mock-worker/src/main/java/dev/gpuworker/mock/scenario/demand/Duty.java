package dev.gpuworker.mock.scenario.demand;

/** Whether a client has to do something. */
public enum Duty {
    /** It has to, by a rule that the demand cites. */
    MUST("must"),
    /** It is free to: nothing that binds it says more. */
    MAY("may"),
    /** It has to refrain, by a rule that the demand cites. */
    MUST_NOT("must-not");

    private final String word;

    Duty(String word) {
        this.word = word;
    }

    /** Returns the word in JSON. */
    public String word() {
        return word;
    }
}
