package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.rules.WorkerRulebook;
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
    private static final int RUNS_ALONE_MAX = 3;

    private static final Map<String, Red> RED = new LinkedHashMap<>();
    private static final Map<String, Set<String>> UNREACHED = UnreachedFile.committed();

    @BeforeAll
    static void runAllAgainstTheWholeRulebook() throws InterruptedException, ExecutionException {
        Map<String, UnaryOperator<Behaviour>> workers = new LinkedHashMap<>(Oddities.all());
        Mutants.all().forEach(mutant -> workers.put(mutant.toString(), mutant.change()));
        RED.putAll(MutantRuns.red(workers));
        Oddities.all().forEach((name, change) -> {
            if (!red(name).breaches().isEmpty() || !red(name).unreached().isEmpty()) {
                RED.put(name, MutantRuns.red(change));
            }
        });
        Mutants.all().forEach(MutantsTest::runAgainUnlessAsRecorded);
        recordWhatCouldNotRun();
    }

    /** What may be red by chance is tried again, alone: time is measured, and many ran at once. */
    private static void runAgainUnlessAsRecorded(Mutant mutant) {
        for (int run = 0; run < RUNS_ALONE_MAX && !isAsRecorded(mutant); run++) {
            RED.put(mutant.toString(), MutantRuns.red(mutant.change()));
        }
    }

    private static boolean isAsRecorded(Mutant mutant) {
        return red(mutant.toString()).isAsRecorded(mutant, unreached(mutant));
    }

    private static void recordWhatCouldNotRun() {
        SortedMap<String, SortedSet<String>> fresh = new TreeMap<>();
        for (Mutant mutant : Mutants.all()) {
            SortedSet<String> rules =
                    Red.without(mutant.sometimes(), red(mutant.toString()).unreached());
            if (!rules.isEmpty()) {
                fresh.put(mutant.toString(), rules);
            }
        }
        UnreachedFile.writeFresh(fresh);
    }

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }

    static Stream<String> oddities() {
        return Oddities.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaughtByItsRuleAndByExactlyTheOthersThatAreRecorded(Mutant mutant) {
        Red red = red(mutant.toString());

        assertThat(red.breaches().getOrDefault(mutant.rule(), "nothing of " + red.breaches()))
                .as("what %s says of the mutant \"%s\"", mutant.rule(), mutant.name())
                .contains(mutant.says());
        assertThat(Red.without(mutant.sometimes(), red.breaches().keySet()))
                .as("%s", red.breaches())
                .isEqualTo(mutant.breaks());
        assertThat(Red.without(mutant.sometimes(), red.unreached()))
                .as(
                        "rules that could not run; when the change is meant, copy %s to %s",
                        UnreachedFile.FRESH, UnreachedFile.COMMITTED)
                .isEqualTo(Red.without(mutant.sometimes(), unreached(mutant)));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void conformingOddityIsAcceptedByAllRules(String name) {
        assertThat(red(name).breaches()).isEmpty();
        assertThat(red(name).unreached()).isEmpty();
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
                .forEach(mutant -> mutant.breaks()
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

    private static Red red(String name) {
        return Objects.requireNonNull(RED.get(name));
    }

    private static Set<String> unreached(Mutant mutant) {
        return UNREACHED.getOrDefault(mutant.toString(), Set.of());
    }
}
