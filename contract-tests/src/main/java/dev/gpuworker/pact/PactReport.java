package dev.gpuworker.pact;

import java.util.List;

/**
 * The results of all interactions of a pact, in its order.
 *
 * @param results one for each interaction
 */
public record PactReport(List<PactResult> results) {
    /** Copies the list. Throws {@link IllegalArgumentException} when it is empty: a run of nothing verifies nothing. */
    public PactReport {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("the pact has no interaction to verify");
        }
    }

    /** Returns the results with this outcome. */
    public List<PactResult> with(PactOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }

    /** Tells whether nothing failed and something passed. What was not verified must be shown beside it. */
    public boolean isGreen() {
        return with(PactOutcome.FAILED).isEmpty() && !with(PactOutcome.PASSED).isEmpty();
    }

    /** Returns the counts in words: {@code 30 passed, 1 failed, 4 not verified of 35}. */
    public String summary() {
        return with(PactOutcome.PASSED).size() + " passed, "
                + with(PactOutcome.FAILED).size() + " failed, "
                + with(PactOutcome.NOT_VERIFIED).size() + " not verified of " + results.size();
    }
}
