package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {
    private static final int MUTANTS_MIN = 60;

    private static Map<String, SortedMap<String, String>> breaches = Map.of();

    @BeforeAll
    static void runAll() throws InterruptedException, ExecutionException {
        Map<String, UnaryOperator<Behaviour>> workers = new LinkedHashMap<>(Oddities.all());
        Mutants.all().forEach(mutant -> workers.put(mutant.toString(), mutant.change()));
        breaches = MutantRuns.breaches(workers);
    }

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }

    static Stream<String> oddities() {
        return Oddities.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaughtByItsRuleAndByNoUnrelatedOne(Mutant mutant) {
        SortedMap<String, String> caught = breachesOf(mutant.toString(), mutant.change(), allowed(mutant));

        assertThat(caught.getOrDefault(mutant.rule(), "nothing of " + caught))
                .as("what %s says of the mutant \"%s\"", mutant.rule(), mutant.name())
                .contains(mutant.says());
        assertThat(caught.keySet()).as("%s", caught).isSubsetOf(allowed(mutant));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void conformingOddityIsAcceptedByAllRules(String name) {
        UnaryOperator<Behaviour> change = Objects.requireNonNull(Oddities.all().get(name));

        assertThat(breachesOf(name, change, Set.of())).isEmpty();
    }

    @Test
    void everyRuleHasAMutant() {
        List<String> rules = WorkerRulebook.all().rules().stream().map(Rule::id).toList();

        assertThat(Mutants.all().stream().map(Mutant::rule)).containsAll(rules);
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(MUTANTS_MIN);
        assertThat(Mutants.all().stream().map(Mutant::toString)).doesNotHaveDuplicates();
    }

    /** What seems to be caught by chance is tried once more, alone: time is measured, and many ran at once. */
    private static SortedMap<String, String> breachesOf(
            String name, UnaryOperator<Behaviour> change, Set<String> allowed) {
        SortedMap<String, String> caught = breaches.get(name);
        return caught != null && allowed.equals(caught.keySet()) ? caught : MutantRuns.breaches(change);
    }

    private static Set<String> allowed(Mutant mutant) {
        Set<String> allowed = new HashSet<>(mutant.related());
        allowed.add(mutant.rule());
        return allowed;
    }
}
