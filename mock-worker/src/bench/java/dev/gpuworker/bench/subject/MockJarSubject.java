package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The shipped mock as a process: its jar alone, or its launcher with the start-up cache beside the jar.
 *
 * @param jdk the JDK that runs it
 * @param folder a copy of the jar, the launcher and the cache of this JDK
 * @param cached whether the launcher starts it
 */
record MockJarSubject(Path jdk, Path folder, boolean cached) implements Subject {
    private static final String JAR = "mock-worker.jar";
    private static final String LAUNCHER = "mock-worker";
    private static final long PATIENCE_SECONDS = 120;

    /**
     * Makes a folder like the build's, with the cache of another JDK. The options are those of the module's own
     * packaging step.
     */
    static Path pack(BenchSetting setting, Path jdk) throws IOException, InterruptedException {
        int feature = BenchSetting.feature(jdk);
        Path folder = setting.target().resolve("bench/start-" + feature);
        Files.createDirectories(folder);
        Files.copy(setting.requireMockJar(), folder.resolve(JAR), StandardCopyOption.REPLACE_EXISTING);
        Path launcher = folder.resolve(LAUNCHER);
        Files.copy(setting.target().resolve(LAUNCHER), launcher, StandardCopyOption.REPLACE_EXISTING);
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        String cache = (feature >= 25 ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
                + folder.resolve(cacheName(feature));
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "@" + setting.target().resolve("start-up-cache.options"),
                        cache,
                        "-jar",
                        folder.resolve(JAR).toString(),
                        "warm-up")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("cache.log").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no start-up cache within " + PATIENCE_SECONDS + " s");
        }
        return folder;
    }

    /** Returns the name of the start-up cache of a JDK with this feature version. */
    static String cacheName(int feature) {
        return feature >= 25 ? "mock-worker.aot" : "mock-worker.jsa";
    }

    @Override
    public String name() {
        return "mock-worker";
    }

    @Override
    public String configuration() {
        try {
            return "JDK " + BenchSetting.feature(jdk) + (cached ? ", start-up cache" : ", plain");
        } catch (IOException e) {
            return jdk.toString();
        }
    }

    @Override
    public List<String> command(int port, Path ownFolder, List<Load> loads) {
        return cached
                ? List.of("env", "JAVA_HOME=" + jdk, folder.resolve(LAUNCHER).toString(), "--port", "" + port)
                : List.of(
                        jdk.resolve("bin/java").toString(),
                        "-jar",
                        folder.resolve(JAR).toString(),
                        "--port",
                        "" + port);
    }

    @Override
    public String readyPath() {
        return "/health";
    }

    @Override
    public RequestTemplate request(Load load) {
        return new RequestTemplate("/execute", Map.of(), "{}");
    }

    @Override
    public boolean takes(Load load) {
        return false;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }
}
