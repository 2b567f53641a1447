package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.Verdict.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict on one aspect of a worker's device memory: a {@link Verdict} with the numbers behind it. Immutable.
 *
 * @param check the check that was made
 * @param kind the result: passed, warned, failed, inconclusive, could-not-run or not-applicable
 * @param because the reason in one sentence
 * @param expected what would have passed
 * @param evidence every measured value, even if it passed
 * @param hint link for a verdict that did not pass
 */
public record VramVerdict(
        VramCheck check, Kind kind, String because, String expected, List<Evidence> evidence, String hint) {
    private static final Set<Kind> KINDS =
            Set.of(Kind.PASSED, Kind.WARNED, Kind.FAILED, Kind.INCONCLUSIVE, Kind.COULD_NOT_RUN, Kind.NOT_APPLICABLE);

    /** Copies the evidence; refuses a kind that does not apply to readings. */
    public VramVerdict {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("readings of device memory can't give the verdict " + kind.word());
        }
        evidence = List.copyOf(evidence);
    }

    /** Creates a verdict with the check's own hint. */
    VramVerdict(VramCheck check, Kind kind, String because, String expected, List<Evidence> evidence) {
        this(check, kind, because, expected, evidence, check.check().hint());
    }

    /** Returns the verdict in the form that all reports use. */
    public Verdict verdict() {
        String actual = because
                + evidence.stream()
                        .map(Evidence::toString)
                        .collect(Collectors.joining("; ", evidence.isEmpty() ? "" : ": ", ""));
        return switch (kind) {
            case PASSED -> new Verdict.Passed(actual);
            case WARNED -> new Verdict.Warned(expected, actual, List.of());
            case FAILED -> new Verdict.Failed(expected, actual, List.of());
            case INCONCLUSIVE -> new Verdict.Inconclusive(actual, hint);
            case COULD_NOT_RUN -> new Verdict.CouldNotRun(actual);
            case NOT_APPLICABLE -> new Verdict.NotApplicable(actual);
            case KNOWN_DEVIATION, FIXED_DEVIATION ->
                throw new IllegalStateException("refused by the constructor: " + kind);
        };
    }

    /** Returns whether this verdict lets a run be green. */
    public boolean isGreen() {
        return kind.outcome() == RunOutcome.GREEN;
    }

    /** Returns the check and the verdict, with the log of the worker that was judged. */
    public Checked checked(String log) {
        return new Checked(check.check(), verdict(), Duration.ZERO, log);
    }

    /**
     * Returns the full verdict: a headline, the actual and the expected result, the evidence line by line, and a link
     * unless it passed.
     */
    public String text() {
        String facts = evidence.stream().map(fact -> "\n  " + fact).collect(Collectors.joining());
        String next = kind == Kind.PASSED ? "" : "\n  see " + hint;
        return "%s %s %s\n  actual: %s\n  expected: %s%s%s"
                .formatted(kind.word(), check.check().id(), check.check().title(), because, expected, facts, next);
    }

    /** Returns the verdict for a card that other processes use. */
    static VramVerdict inconclusive(VramCheck check, String because, List<Evidence> evidence) {
        return new VramVerdict(
                check,
                Kind.INCONCLUSIVE,
                because,
                "a quiet card that nobody else uses",
                evidence,
                "docs/real-worker.md#card-not-quiet");
    }

    /** Returns the verdict for a card that isn't quiet. */
    static VramVerdict noisy(VramCheck check, VramBaseline baseline) {
        return inconclusive(
                check,
                "memory in use swings while nothing of ours runs",
                List.of(
                        Evidence.bytes("baseline in use", baseline.usedBytes()),
                        Evidence.bytes("swing at rest", baseline.rangeBytes())));
    }
}
