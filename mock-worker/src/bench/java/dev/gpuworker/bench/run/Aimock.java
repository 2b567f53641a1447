package dev.gpuworker.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Installs aimock into the build folder with npm, if the machine has node. */
final class Aimock {
    private static final String PACKAGE = "@copilotkit/aimock@1.43.0";
    private static final long PATIENCE_SECONDS = 180;

    private Aimock() {}

    /** Returns its command-line script, or empty if it is not available, after printing why. */
    static Optional<Path> install(Path target) throws InterruptedException {
        Path folder = target.resolve("bench/aimock");
        Path script = folder.resolve("node_modules/@copilotkit/aimock/dist/cli.js");
        try {
            Files.createDirectories(folder);
            boolean there = run(List.of("node", "--version"), folder)
                    && (Files.exists(script)
                            || run(List.of("npm", "install", "--no-audit", "--no-fund", PACKAGE), folder));
            return Optional.of(script).filter(file -> there && Files.exists(file));
        } catch (IOException e) {
            Console.say("aimock: not measured: no node: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        boolean done = !process.isAlive() && process.exitValue() == 0;
        if (!done) {
            Console.say("aimock: not measured: " + String.join(" ", command) + " failed");
        }
        return done;
    }
}
