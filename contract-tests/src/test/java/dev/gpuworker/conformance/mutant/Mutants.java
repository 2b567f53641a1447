package dev.gpuworker.conformance.mutant;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All mutants, in the order of the rules that catch them. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(RequestMutants.all(), StreamMutants.all(), EndpointMutants.all(), EndpointMutants.shared())
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(Mutant::rule))
                .toList();
    }
}
