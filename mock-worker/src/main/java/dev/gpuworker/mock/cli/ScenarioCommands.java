package dev.gpuworker.mock.cli;

import java.io.PrintStream;
import java.util.List;

/** {@code check}, {@code explain} and {@code scenarios}. */
final class ScenarioCommands {
    private final PrintStream out;
    private final PrintStream err;

    ScenarioCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int check(List<String> files) {
        files.forEach(out::println);
        return 0;
    }

    int explain(String file) {
        err.println(file);
        return 0;
    }

    int list() {
        return 0;
    }
}
