package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Spawning;
import dev.gpuworker.real.process.linux.Waiting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Restores the default signals for a worker if this JVM started with some ignored. A script's background job starts
 * with SIGINT and SIGQUIT ignored, and {@code nohup} ignores SIGHUP. Every child inherits that, so a worker that ends
 * only on SIGINT would seem never to end.
 */
final class DefaultSignals {
    private static final Map<String, Integer> ENDING = new TreeMap<>(Map.of("HUP", 1, "INT", 2, "QUIT", 3, "TERM", 15));

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DefaultSignals() {}

    /**
     * Returns the words to put before a command; none if no signal is ignored, or if {@code env} can't restore them
     * (coreutils before 8.31, BusyBox).
     */
    static List<String> launcher() {
        return Holder.LAUNCHER;
    }

    /** Returns the names of ignored signals, read from the lines of {@code /proc/self/status}. */
    static List<String> ignored(List<String> status) {
        long mask = status.stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return ENDING.entrySet().stream()
                .filter(signal -> (mask >> (signal.getValue() - 1) & 1) == 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> find() {
        try {
            List<String> ignored = ignored(Files.readAllLines(Path.of("/proc/self/status")));
            List<String> words = List.of("env", "--default-signal=" + String.join(",", ignored));
            return ignored.isEmpty() || !works(words) ? List.of() : words;
        } catch (IOException noSuchProgramOrNoProc) {
            return List.of();
        }
    }

    private static boolean works(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(words);
        command.add("true");
        Process trial = Spawning.start(new ProcessBuilder(command)
                .redirectInput(Redirect.from(WorkerProcess.NOTHING))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD));
        return Waiting.forExit(trial, PATIENCE) && trial.exitValue() == 0;
    }

    private static final class Holder {
        private static final List<String> LAUNCHER = find();
    }
}
