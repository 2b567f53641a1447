package dev.gpuworker.mock.scenario.demand;

/** Whether a client has to deliver an event. */
public enum Delivery {
    /** In any case. */
    MUST("must"),
    /** Unless it reports a failure that the scenario allows; it may stop delivering there. */
    UNLESS_FAILED("unless-failed"),
    /** It may deliver it, skip it, or report it as a failure. */
    MAY("may"),
    /** Never. */
    MUST_NOT("must-not");

    private final String word;

    Delivery(String word) {
        this.word = word;
    }

    /** Returns the word in JSON. */
    public String word() {
        return word;
    }
}
