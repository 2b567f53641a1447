package dev.gpuworker.pact;

/**
 * What became of one interaction, and why.
 *
 * @param outcome what became of it
 * @param message for people, empty when it passed
 */
record Finding(PactOutcome outcome, String message) {
    static Finding passed() {
        return new Finding(PactOutcome.PASSED, "");
    }

    static Finding failed(String message) {
        return new Finding(PactOutcome.FAILED, message);
    }

    static Finding notVerified(String reason) {
        return new Finding(PactOutcome.NOT_VERIFIED, reason);
    }
}
