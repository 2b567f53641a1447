package dev.gpuworker.pact;

import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.VerdictCounts;
import java.util.List;

/**
 * The results of all interactions of a pact, in its order.
 *
 * @param results one for each interaction
 */
public record PactReport(List<PactResult> results) {
    /**
     * Copies the list. Throws {@link IllegalArgumentException} if it is empty, because a run of nothing verifies
     * nothing.
     */
    public PactReport {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("the pact has no interaction to verify");
        }
    }

    /** Returns the results with a verdict of this kind. */
    public List<PactResult> with(Verdict.Kind kind) {
        return results.stream()
                .filter(result -> result.verdict().kind() == kind)
                .toList();
    }

    /** Returns the outcome of the verification: inconclusive if no interaction was applicable. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts());
    }

    /**
     * Returns whether something passed and nothing is red or inconclusive. Show the interactions that were not
     * applicable beside it.
     */
    public boolean isGreen() {
        return outcome() == RunOutcome.GREEN;
    }

    /** Returns the counts in words: {@code 30 passed, 1 failed, 4 not-applicable of 35 interactions}. */
    public String summary() {
        return VerdictCounts.of(verdicts()).text("interactions");
    }

    private List<Verdict> verdicts() {
        return results.stream().map(PactResult::verdict).toList();
    }
}
