package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.testing.TimedRules;
import dev.gpuworker.testing.LoadsTheMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LoadsTheMachine
@Order(1) // takes long, so it begins first
class MutantsTest {
    /** As many as there were when this was written: a mutant that goes needs a reason here. */
    private static final int MUTANTS_MIN = 169;

    /** Runs mostly wait. More at a time would make them wait for the processor, and time is measured. */
    private static final int AT_A_TIME = 16;

    /** How many run at a time when those that are in doubt are run again, and again. */
    private static final List<Integer> AT_A_TIME_AGAIN = List.of(4, 2, 1);

    /** These take from 10 to 50 s, so they begin first. */
    private static final List<String> LONGEST = List.of(
            "W-224 tokens come in one burst",
            "W-343 the worker outlives its shutdown",
            "W-224 all events come in one burst",
            "long preparation",
            "slow tokens",
            "W-210 the response stays open",
            "W-243 half a connection freezes its stream",
            "W-311 /health waits for the job",
            "W-244 a client that does not read holds the slot");

    private static final Path REPEATED = Path.of("target", "mutants-repeated.txt");

    private static final Map<String, Mutant> BY_NAME =
            Mutants.all().stream().collect(Collectors.toMap(Mutant::toString, mutant -> mutant));
    private static final Map<String, Red> RED = new LinkedHashMap<>();
    private static final Map<String, Set<String>> UNREACHED = UnreachedFile.committed();

    @BeforeAll
    static void runAllAgainstTheWholeRulebook() throws InterruptedException, ExecutionException {
        Map<String, UnaryOperator<Behaviour>> workers = workers();
        RED.putAll(MutantRuns.red(workers, AT_A_TIME));
        SortedMap<String, List<String>> repeated = new TreeMap<>();
        for (int atATime : AT_A_TIME_AGAIN) {
            Map<String, UnaryOperator<Behaviour>> doubtful = new LinkedHashMap<>(workers);
            doubtful.keySet().removeIf(name -> !isOnlyOfTime(unexpected(name), red(name)));
            doubtful.keySet()
                    .forEach(name -> repeated.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(String.join(" ", unexpected(name))));
            RED.putAll(MutantRuns.red(doubtful, atATime));
        }
        report(repeated);
        recordWhatCouldNotRun();
    }

    /** Returns all mutants and oddities by name, the longest first. */
    private static Map<String, UnaryOperator<Behaviour>> workers() {
        Map<String, UnaryOperator<Behaviour>> unordered = new LinkedHashMap<>(Oddities.all());
        BY_NAME.forEach((name, mutant) -> unordered.put(name, mutant.change()));
        unordered.putAll(ShortJobs.hopeless());
        Map<String, UnaryOperator<Behaviour>> workers = new LinkedHashMap<>();
        LONGEST.forEach(name -> workers.put(name, Objects.requireNonNull(unordered.remove(name), name)));
        workers.putAll(unordered);
        return workers;
    }

    /** Returns the rules whose verdict on a mutant or an oddity is not as recorded. */
    private static Set<String> unexpected(String name) {
        if (ShortJobs.hopeless().containsKey(name)) {
            return red(name).breaches().keySet();
        }
        Mutant mutant = BY_NAME.get(name);
        return mutant == null ? redRules(red(name)) : red(name).unexpected(mutant, unreached(mutant));
    }

    private static Set<String> redRules(Red red) {
        Set<String> rules = new TreeSet<>(red.breaches().keySet());
        rules.addAll(red.unreached());
        return rules;
    }

    /**
     * Returns whether the verdicts are unexpected for no other rules than those that measure time. Many ran at once, so
     * such a worker is run again, beside fewer. Any other unexpected verdict stays as it is, and fails its test. What
     * could not run was not reached in time.
     */
    private static boolean isOnlyOfTime(Set<String> unexpected, Red red) {
        return !unexpected.isEmpty()
                && unexpected.stream()
                        .allMatch(rule ->
                                TimedRules.contains(rule) || red.unreached().contains(rule));
    }

    /** Names each worker that was run again, and how often: the list of a quiet machine is empty or short. */
    @SuppressWarnings("SystemOut") // the log of the tests says which
    private static void report(SortedMap<String, List<String>> repeated) {
        List<String> lines = new ArrayList<>();
        repeated.forEach((name, rules) -> lines.add(
                "run again " + rules.size() + " times: " + name + " (unexpected: " + String.join("; ", rules) + ")"));
        lines.forEach(System.out::println);
        try {
            Files.createDirectories(REPEATED.getParent());
            Files.write(REPEATED, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Whenever its jobs end, a worker breaks no promise by that; what they do not show is unknown. */
    @ParameterizedTest
    @MethodSource("hopeless")
    void workerWhoseJobsEndAfterAFewTokensIsNotFailed(String name) {
        assertThat(red(name).breaches()).isEmpty();
        assertThat(red(name).unreached()).contains("W-237", "W-244");
    }

    static Stream<String> hopeless() {
        return ShortJobs.hopeless().keySet().stream();
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
