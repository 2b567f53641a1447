package dev.gpuworker.conformance.report;

import dev.gpuworker.pact.PactOutcome;

/** The words of reports for the outcomes of interactions. */
final class PactWords {
    private PactWords() {}

    static String of(PactOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case NOT_VERIFIED -> "not-verified";
        };
    }
}
