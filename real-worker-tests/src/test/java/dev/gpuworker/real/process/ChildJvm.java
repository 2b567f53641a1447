package dev.gpuworker.real.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a main of the test class path in a separate, fast-starting JVM. Every signal has its default effect there,
 * even if this run was started by nohup or in the background of a script.
 */
final class ChildJvm {
    private ChildJvm() {}

    static Process start(Path log, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return start("--default-signal=HUP,INT,TERM", log, environment, main, arguments);
    }

    /** Starts the JVM with SIGINT ignored, as a script starts its background jobs. */
    static Process startInBackground(Path log, Class<?> main, String... arguments) throws IOException {
        return start("--ignore-signal=INT", log, Map.of(), main, arguments);
    }

    private static Process start(
            String signals, Path log, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "env",
                signals,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                TestWorkers.classPath(),
                main.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
