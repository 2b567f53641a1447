package dev.gpuworker.conformance.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command line in this JVM.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err its progress and errors
 */
record CommandLineRun(int exitCode, String out, String err) {
    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
