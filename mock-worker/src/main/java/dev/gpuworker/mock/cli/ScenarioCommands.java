package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.Explain;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioSource;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.demand.Demand;
import dev.gpuworker.mock.scenario.demand.Demands;
import dev.gpuworker.mock.scenario.demand.Duty;
import dev.gpuworker.mock.scenario.demand.FailureKind;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** {@code check}, {@code explain}, {@code scenarios} and {@code torture}. */
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

    /** Lists the torture set, and what it demands of a client. */
    int torture(boolean json) {
        if (json) {
            out.print(Demands.torture().json());
            return MockProgram.STOPPED;
        }
        for (Demand demand : Demands.torture().scenarios()) {
            out.println(demand.name() + "\n  " + demand.about() + "\n  a client " + demanded(demand));
        }
        return MockProgram.STOPPED;
    }

    private static String demanded(Demand demand) {
        String events =
                demand.events().size() == 1 ? "1 event" : demand.events().size() + " events";
        if (demand.failure() == Duty.MUST_NOT) {
            return "must deliver " + events + " and report no failure (" + demand.because("failure") + ")";
        }
        String kinds = FailureKind.words(demand.kinds());
        return demand.failure() == Duty.MUST
                ? "must report: " + kinds + " (" + demand.because("failure") + ")"
                : "may report: " + kinds;
    }
}
