package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints everything about one rule. */
@Command(
        name = "explain",
        description = "Prints a rule's requirements, exercises, clock, hint, and the mutants that it catches.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final PrintWriter out;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(paramLabel = "<rule>", description = "id of the rule, such as W-101")
    private String id = "";

    ExplainCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Rule rule = WorkerRulebook.all()
                .rule(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no rule \"" + id + "\"; see the command list"));
        out.println(rule.id() + " " + rule.keyword() + ": " + rule.title());
        out.println("requirements: " + String.join(", ", rule.requirements()) + " (docs/worker-api.md section "
                + rule.section().number() + ", " + rule.section().title() + ")");
        rule.exercises()
                .forEach(exercise -> out.println("exercise: " + exercise.name() + ": " + exercise.description()));
        out.println("clock: " + (rule.clock().isEmpty() ? "the rule judges no time" : rule.clock()));
        if (!rule.budget().isZero()) {
            out.println("budget: " + rule.budget().toMillis() + " ms");
        }
        out.println("if it fails: " + rule.hint());
        out.println("mutants that it catches: " + String.join(", ", CaughtMutants.of(rule.id())));
        return ExitCode.GREEN;
    }
}
