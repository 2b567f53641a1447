package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the program as users do: in a JVM of its own. */
final class JarProcess {
    private static final long ENDS_WITHIN_SECONDS = 240;

    private JarProcess() {}

    /** Runs a command and returns its exit code. */
    static int run(Path out, Path err, List<String> jvm, String... arguments) throws IOException, InterruptedException {
        return runInLocale("C.UTF-8", out, err, jvm, arguments);
    }

    /** Runs a command in a locale and returns its exit code. */
    static int runInLocale(String locale, Path out, Path err, List<String> jvm, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = command(jvm, arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", locale);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %s s", List.of(arguments), ENDS_WITHIN_SECONDS)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the command line that runs the program in a JVM of its own. */
    static List<String> command(List<String> jvm, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
