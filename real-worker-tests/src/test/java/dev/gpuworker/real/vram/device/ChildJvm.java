package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class of the test class path in another JVM and returns what it printed. */
record ChildJvm(Map<String, String> environment, List<String> options, String classPath) {
    /** Generous, for a loaded machine; such a child takes about a second. */
    private static final long SECONDS_MAX = 60;

    static ChildJvm with(Map<String, String> environment) {
        return new ChildJvm(environment, List.of("--enable-native-access=ALL-UNNAMED"), TestWorkers.classPath());
    }

    ChildJvm andEnvironment(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new ChildJvm(more, options, classPath);
    }

    ChildJvm andOptions(List<String> more) {
        return new ChildJvm(
                environment, Stream.concat(options.stream(), more.stream()).toList(), classPath);
    }

    /** Does the same without jars that have this text in their path. */
    ChildJvm withoutJar(String part) {
        String rest = Stream.of(classPath.split(":", -1))
                .filter(entry -> !entry.contains(part))
                .collect(Collectors.joining(":"));
        return new ChildJvm(environment, options, rest);
    }

    Process start(Path output, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FAKE_CUDA") || name.equals("LD_LIBRARY_PATH"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("child-jvm", ".log");
        try {
            Process process = start(output, main, arguments);
            try {
                assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            String printed = Files.readString(output);
            assertThat(process.exitValue()).as(printed).isZero();
            return printed.strip();
        } finally {
            Files.delete(output);
        }
    }
}
