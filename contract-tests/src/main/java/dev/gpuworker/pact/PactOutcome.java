package dev.gpuworker.pact;

/** What became of one interaction. */
public enum PactOutcome {
    /** The worker answered as the pact says. */
    PASSED,
    /** The worker answered otherwise, or not at all. */
    FAILED,
    /** The worker could not be brought into the state that the interaction needs, so nothing is known. */
    NOT_VERIFIED
}
