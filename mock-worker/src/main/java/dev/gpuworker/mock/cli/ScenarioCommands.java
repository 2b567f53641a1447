package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.Explain;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioSource;
import dev.gpuworker.mock.scenario.Scenarios;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** {@code check}, {@code explain} and {@code scenarios}. */
final class ScenarioCommands {
    private final PrintStream out;
    private final PrintStream err;

    ScenarioCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints for each file whether it is valid, and all its errors. */
    int check(List<String> files) {
        int problems = 0;
        for (String file : files) {
            try {
                int scenarios = new ScenarioSource(file).load().scenarios().size();
                out.println(PrintableText.line(file) + ": " + scenarios + (scenarios == 1 ? " scenario" : " scenarios")
                        + ", no errors");
            } catch (ScenarioException e) {
                err.print(PrintableText.of(e.report()));
                problems += e.problems().size();
            }
        }
        return problems == 0 ? MockProgram.STOPPED : told(problems);
    }

    private int told(int problems) {
        err.println(problems == 1 ? "1 error." : problems + " errors.");
        return MockProgram.WRONG_USAGE;
    }

    /** Prints the time lines of each valid file, and all errors of the others. */
    int explain(List<String> files) {
        int problems = 0;
        String before = "";
        for (String file : files) {
            try {
                out.print(PrintableText.of(before + Explain.text(new ScenarioSource(file).load())));
                before = "\n";
            } catch (ScenarioException e) {
                err.print(PrintableText.of(e.report()));
                problems += e.problems().size();
            }
        }
        return problems == 0 ? MockProgram.STOPPED : told(problems);
    }

    int list() {
        for (String name : Scenarios.sets()) {
            ScenarioSet set = Scenarios.set(name);
            String scenarios = set.scenarios().stream().map(Scenario::name).collect(Collectors.joining(", "));
            out.println(name + (scenarios.equals(name) ? "" : ": " + scenarios));
        }
        return MockProgram.STOPPED;
    }
}
