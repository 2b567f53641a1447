package dev.gpuworker.real.vram;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found about one aspect of a worker's device memory.
 *
 * @param check what was judged
 * @param outcome how it came out
 * @param because the reason in one sentence
 * @param expected what would have passed
 * @param evidence every measured value, also when it passed
 */
public record VramVerdict(VramCheck check, Outcome outcome, String because, String expected, List<Evidence> evidence) {
    private static final String QUIET_CARD = "a quiet card that nobody else uses";

    /** How a check came out. */
    public enum Outcome {
        /** It holds. */
        PASSED,
        /** It holds, with something that people should look at. */
        WARNED,
        /** It does not hold. */
        FAILED,
        /** Nothing can be said, because the card was not quiet or the readings settle nothing. Counts as red. */
        INCONCLUSIVE
    }

    /** Copies the evidence. */
    public VramVerdict {
        evidence = List.copyOf(evidence);
    }

    /** Tells whether this verdict lets a run be green. */
    public boolean isGreen() {
        return outcome == Outcome.PASSED || outcome == Outcome.WARNED;
    }

    /**
     * Returns the verdict at length: a headline, what was expected, the evidence line by line, and where to read on
     * unless it passed.
     */
    public String text() {
        String facts = evidence.stream().map(fact -> "\n  " + fact).collect(Collectors.joining());
        String next = outcome == Outcome.PASSED ? "" : "\n  see " + anchor();
        return "%s %s: %s\n  expected: %s%s%s".formatted(outcome, check.title(), because, expected, facts, next);
    }

    private String anchor() {
        return expected.equals(QUIET_CARD) ? "docs/real-worker.md#card-not-quiet" : check.anchor();
    }

    /** The card was not fit for this check. */
    static VramVerdict inconclusive(VramCheck check, String because, List<Evidence> evidence) {
        return new VramVerdict(check, Outcome.INCONCLUSIVE, because, QUIET_CARD, evidence);
    }

    /** The verdict on a card that isn't quiet. */
    static VramVerdict noisy(VramCheck check, VramBaseline baseline) {
        return inconclusive(
                check,
                "memory in use swings while nothing of ours runs",
                List.of(
                        Evidence.bytes("baseline in use", baseline.usedBytes()),
                        Evidence.bytes("swing at rest", baseline.rangeBytes())));
    }
}
