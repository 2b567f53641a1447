package dev.gpuworker.conformance.mutant;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All mutants, in the order of the rules that catch them; each file of rules has its file of mutants. */
public final class Mutants {
    private Mutants() {}

    /** Returns how many there are. */
    public static int count() {
        return all().size();
    }

    static List<Mutant> all() {
        return Stream.of(
                        AcceptedMutants.all(),
                        RefusedMutants.all(),
                        EnvelopeMutants.all(),
                        SharedMutants.all(),
                        FramingMutants.all(),
                        OrderMutants.all(),
                        EventMutants.all(),
                        TimeMutants.all(),
                        GenerationMutants.all(),
                        ErrorMutants.all(),
                        ClientMutants.all(),
                        HealthMutants.all(),
                        CancelMutants.all(),
                        EndpointMutants.all(),
                        MetricsMutants.all())
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(Mutant::rule))
                .toList();
    }
}
