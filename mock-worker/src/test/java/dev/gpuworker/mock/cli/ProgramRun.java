package dev.gpuworker.mock.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One run of the program inside this JVM, for command lines that end by themselves.
 *
 * @param exitCode exit code of the process
 * @param out standard output
 * @param err standard error
 */
record ProgramRun(int exitCode, String out, String err) {
    static ProgramRun of(String... args) {
        return of(Map.of(), args);
    }

    static ProgramRun of(Map<String, String> environment, String... args) {
        return of(
                environment,
                new StopRequest(code -> {
                    throw new IllegalStateException("halt " + code);
                }),
                args);
    }

    static ProgramRun of(StopRequest stop, String... args) {
        return of(Map.of(), stop, args);
    }

    private static ProgramRun of(Map<String, String> environment, StopRequest stop, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode;
        try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exitCode = new MockProgram(environment, outStream, errStream, stop).run(args);
        }
        return new ProgramRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
