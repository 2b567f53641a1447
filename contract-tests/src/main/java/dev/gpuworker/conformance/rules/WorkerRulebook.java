package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Rulebook;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rules of {@code docs/worker-api.md}. */
public final class WorkerRulebook {
    private static final Rulebook ALL = new Rulebook(
            Stream.of(FramingRules.all(), OrderRules.all(), EventRules.all(), GenerationRules.all(), CancelRules.all())
                    .flatMap(Collection::stream)
                    .sorted(Comparator.comparing(Rule::id))
                    .toList());

    private WorkerRulebook() {}

    /** Returns every rule, in the order of the ids. */
    public static Rulebook all() {
        return ALL;
    }

    static List<String> ids() {
        return ALL.rules().stream().map(Rule::id).toList();
    }
}
