package dev.gpuworker.pact;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Keyword;
import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The result of one interaction. Immutable.
 *
 * @param interaction its description in the pact, unique there
 * @param states the names of its provider states
 * @param requirements the ids of {@code docs/worker-api.md} that it refers to
 * @param verdict passed; failed, with the differences and their places; could-not-run if an attempt to enter its state
 *     failed; not-applicable if nothing can bring the worker into its state
 * @param took how long it took
 */
public record PactResult(
        String interaction, List<String> states, List<String> requirements, Verdict verdict, Duration took) {
    private static final String HINT =
            "Compare with the interaction in the pact file, docs/pact.md and the requirement ids above";

    /** Copies the lists. */
    public PactResult {
        states = List.copyOf(states);
        requirements = List.copyOf(requirements);
    }

    /**
     * Returns the interaction as a check, whose id is derived from its description: {@code I-health-of-an-idle-worker}.
     */
    public Check check() {
        String given = states.isEmpty() ? "" : "; given: " + String.join(", ", states);
        return new Check(id(interaction), Keyword.MUST, requirements, interaction + given, HINT);
    }

    /** Returns this result for a report. */
    public Checked checked() {
        return new Checked(check(), verdict, took, "");
    }

    static String id(String interaction) {
        String words = interaction
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._]+", "-")
                .replaceAll("^-|-$", "");
        return "I-" + (words.isEmpty() ? "unnamed" : words);
    }
}
