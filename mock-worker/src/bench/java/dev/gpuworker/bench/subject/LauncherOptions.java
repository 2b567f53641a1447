package dev.gpuworker.bench.subject;

import dev.gpuworker.mock.cli.LauncherArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The JVM options of the shipped launcher, except for the start-up cache, which belongs to the jar. */
final class LauncherOptions {
    private static final String LAUNCHER = "mock-worker";

    private LauncherOptions() {}

    /** Asks a copy of the launcher, beside an empty cache of this JDK's kind. */
    static List<String> of(BenchSetting setting, Path jdk) throws IOException, InterruptedException {
        int feature = BenchSetting.feature(jdk);
        Path folder = Files.createDirectories(setting.target().resolve("bench/options-" + feature));
        Path launcher = folder.resolve(LAUNCHER);
        Files.copy(setting.target().resolve(LAUNCHER), launcher, StandardCopyOption.REPLACE_EXISTING);
        Files.write(folder.resolve(MockJarSubject.cacheName(feature)), new byte[0]);
        return LauncherArguments.of(launcher, folder, "").stream()
                .takeWhile(option -> !option.equals("-jar"))
                .filter(option -> !option.contains("mock-worker."))
                .toList();
    }
}
