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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {
    private static final int MUTANTS_MIN = 60;

    private static final Map<String, SortedMap<String, String>> BREACHES = new LinkedHashMap<>();

    @BeforeAll
    static void runAllAgainstTheWholeRulebook() throws InterruptedException, ExecutionException {
        Map<String, UnaryOperator<Behaviour>> workers = new LinkedHashMap<>(Oddities.all());
        Mutants.all().forEach(mutant -> workers.put(mutant.toString(), mutant.change()));
        BREACHES.putAll(MutantRuns.breaches(workers));
        Oddities.all().forEach((name, change) -> runAgainUnlessAsExpected(name, change, Set.of()));
        Mutants.all().forEach(mutant -> runAgainUnlessAsExpected(mutant.toString(), mutant.change(), allowed(mutant)));
    }

    /** What seems to be caught by chance is tried once more, alone: time is measured, and many ran at once. */
    private static void runAgainUnlessAsExpected(String name, UnaryOperator<Behaviour> change, Set<String> expected) {
        if (!expected.containsAll(breaches(name).keySet()) || breaches(name).size() < Math.min(1, expected.size())) {
            BREACHES.put(name, MutantRuns.breaches(change));
        }
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
        SortedMap<String, String> caught = breaches(mutant.toString());

        assertThat(caught.getOrDefault(mutant.rule(), "nothing of " + caught))
                .as("what %s says of the mutant \"%s\"", mutant.rule(), mutant.name())
                .contains(mutant.says());
        assertThat(caught.keySet()).as("%s", caught).isSubsetOf(allowed(mutant));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void conformingOddityIsAcceptedByAllRules(String name) {
        assertThat(breaches(name)).isEmpty();
    }

    @Test
    void everyRuleHasAMutant() {
        List<String> rules = WorkerRulebook.all().rules().stream().map(Rule::id).toList();

        assertThat(Mutants.all().stream().map(Mutant::rule)).containsAll(rules);
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(MUTANTS_MIN);
        assertThat(Mutants.all().stream().map(Mutant::toString)).doesNotHaveDuplicates();
    }

    /** What is published is what the mutants declare, which the tests above hold them to. */
    @Test
    void publishedMatrixIsUpToDate() {
        SortedMap<String, SortedSet<String>> matrix = new TreeMap<>();
        Mutants.all()
                .forEach(mutant -> allowed(mutant)
                        .forEach(rule -> matrix.computeIfAbsent(rule, any -> new TreeSet<>())
                                .add(mutant.name())));
        String fresh = MutantFile.text(matrix);
        MutantFile.writeFresh(fresh);

        assertThat(MutantFile.committed())
                .as(
                        "the matrix of mutants and rules; when the change is meant, copy target/mutants.json to %s"
                                + " and write docs/conformance.md anew",
                        MutantFile.COMMITTED)
                .isEqualTo(fresh);
    }

    private static SortedMap<String, String> breaches(String name) {
        return Objects.requireNonNull(BREACHES.get(name));
    }

    private static Set<String> allowed(Mutant mutant) {
        Set<String> allowed = new HashSet<>(mutant.related());
        allowed.add(mutant.rule());
        return allowed;
    }
}
