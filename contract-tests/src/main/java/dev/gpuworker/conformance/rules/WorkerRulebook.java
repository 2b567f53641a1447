package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Rulebook;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/** All rules of {@code docs/worker-api.md}. */
public final class WorkerRulebook {
    private static final Rulebook ALL = new Rulebook(Stream.of(
                    AcceptedRules.all(),
                    RefusedRules.all(),
                    EnvelopeRules.all(),
                    SharedRules.all(),
                    FramingRules.all(),
                    OrderRules.all(),
                    EventRules.all(),
                    TimeRules.all(),
                    ClientRules.all(),
                    GenerationRules.all(),
                    HealthRules.all(),
                    CancelRules.all(),
                    EndpointRules.all(),
                    MetricsRules.all(),
                    ErrorRules.all())
            .flatMap(Collection::stream)
            .sorted(Comparator.comparing(Rule::id))
            .toList());

    private WorkerRulebook() {}

    /** Returns every rule, ordered by id. */
    public static Rulebook all() {
        return ALL;
    }
}
