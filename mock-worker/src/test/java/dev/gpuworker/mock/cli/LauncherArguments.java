package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command that a launcher starts, captured by a {@code java} that only prints its arguments. Needs {@code sh}. */
public final class LauncherArguments {
    private static final long PATIENCE_SECONDS = 10;

    private LauncherArguments() {}

    /**
     * Runs the launcher, which is made executable.
     *
     * @param home a folder of its own, for that {@code java} and its output
     * @param javaOpts the value of {@code JAVA_OPTS}
     * @param own arguments of the launcher itself
     * @throws IOException if it does not succeed within ten seconds
     */
    public static List<String> of(Path launcher, Path home, String javaOpts, String... own)
            throws IOException, InterruptedException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        if (!java.toFile().setExecutable(true) || !launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + java + " or " + launcher + " executable");
        }
        Path told = home.resolve("told");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(own));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("JAVA_OPTS", javaOpts);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(launcher + " did not print its arguments: " + Files.readString(told));
        }
        return Files.readAllLines(told);
    }
}
