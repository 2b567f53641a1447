package dev.gpuworker.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the shipped launcher tells a JVM, apart from the start-up cache, which belongs to the jar. */
final class LauncherOptions {
    private static final String LAUNCHER = "mock-worker";
    private static final long PATIENCE_SECONDS = 10;

    private LauncherOptions() {}

    /**
     * Asks a copy of the launcher, beside an empty cache of this JDK's kind, with a {@code java} that tells its
     * arguments.
     */
    static List<String> of(BenchSetting setting, Path jdk) throws IOException, InterruptedException {
        int feature = BenchSetting.feature(jdk);
        Path folder = Files.createDirectories(setting.target().resolve("bench/options-" + feature));
        Path launcher = folder.resolve(LAUNCHER);
        Files.copy(setting.target().resolve(LAUNCHER), launcher, StandardCopyOption.REPLACE_EXISTING);
        Files.write(folder.resolve(MockJarSubject.cacheName(feature)), new byte[0]);
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Path told = folder.resolve("told");
        if (!launcher.toFile().setExecutable(true) || !java.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).redirectOutput(told.toFile());
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().remove("JAVA_OPTS");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(launcher + " did not tell its options");
        }
        return Files.readAllLines(told).stream()
                .takeWhile(option -> !option.equals("-jar"))
                .filter(option -> !option.contains("mock-worker."))
                .toList();
    }
}
