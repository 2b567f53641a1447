package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.mock.scenario.internal.judge.JudgingWork;
import dev.gpuworker.wire.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a whole file; the only entry point. */
public final class SetReader {
    private final Problems problems;
    private final String source;
    private final Values values;
    private final ScenarioReader scenarios;

    private SetReader(Problems problems, String source) {
        this.problems = problems;
        this.source = source;
        values = new Values(problems);
        scenarios = new ScenarioReader(problems);
    }

    /** Returns the set. Throws {@link ScenarioException} with every problem of the text. */
    public static ScenarioSet read(SourceText source) {
        Problems problems = new Problems(source);
        Optional<ScenarioSet> set = Characters.areLegal(source, problems)
                ? NodeReader.read(source, problems).flatMap(root -> new SetReader(problems, source.text()).set(root))
                : Optional.empty();
        problems.throwIfAny();
        return set.orElseThrow();
    }

    private Optional<ScenarioSet> set(Node root) {
        return Fields.of(root, "a scenario file", Vocabulary.TOP, problems).flatMap(fields -> {
            fields.require("version", this::version);
            Seed seed = fields.get(
                    "seed",
                    node -> values.bigInteger(node, BigInteger.ZERO, Seed.MAX).map(Seed::of),
                    ScenarioSet.DEFAULT_SEED);
            WorkerBlock worker = fields.get("worker", new WorkerReader(problems)::read, WorkerBlock.NONE);
            List<LocatedScenario> located =
                    fields.require("scenarios", this::scenarios).orElse(List.of());
            check(located);
            return problems.any()
                    ? Optional.empty()
                    : Optional.of(new ScenarioSet(seed, worker, plain(located), source));
        });
    }

    private static List<Scenario> plain(List<LocatedScenario> located) {
        return located.stream().map(LocatedScenario::scenario).toList();
    }

    private Optional<Integer> version(Node node) {
        Optional<Integer> version = values.integer(node, 0, Integer.MAX_VALUE);
        if (version.isPresent() && version.get() != 1) {
            problems.add(node.at(), "version " + version.get() + " is not known", "this worker reads version 1");
        }
        return version;
    }

    private Optional<List<LocatedScenario>> scenarios(Node node) {
        if (!(node instanceof Node.Sequence list) || list.items().isEmpty()) {
            problems.add(
                    node.at(),
                    "scenarios must be a list with at least one scenario, but this is "
                            + (node instanceof Node.Sequence ? "an empty list" : Values.shown(node)),
                    "write: - name: …");
            return Optional.empty();
        }
        List<LocatedScenario> located = new ArrayList<>();
        list.items().forEach(item -> scenarios.read(item).ifPresent(located::add));
        return Optional.of(located);
    }

    private void check(List<LocatedScenario> located) {
        Map<String, Place> names = new HashMap<>();
        for (LocatedScenario one : located) {
            Place earlier = names.putIfAbsent(one.scenario().name(), one.name());
            if (earlier != null) {
                problems.add(
                        one.name(),
                        "duplicate name \"" + one.scenario().name() + "\"",
                        "line " + earlier.line() + " has it already");
            }
        }
        Shadows.add(located, problems);
        JudgingWork work = new JudgingWork();
        located.forEach(one -> LocatedFindings.add(one, work, problems));
    }
}
