package dev.gpuworker.real.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The main of a JVM that sends its worker SIGINT and prints the outcome. */
final class InterruptsWorker {
    private InterruptsWorker() {}

    /** Argument: a folder. */
    @SuppressWarnings("SystemOut") // its result, for the test that started it
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> ignored = DefaultSignals.ignored(Files.readAllLines(Path.of("/proc/self/status")));
        WorkerConfig config = TestWorkers.misbehaving(Ledger.in(folder), "").build();
        try (ReadyWorker worker = ReadyWorker.start(config, folder.resolve("run"))) {
            worker.process().signal("INT");
            worker.process().awaitExit(Duration.ofSeconds(10));
            System.out.println("ignored by the JVM: " + ignored + "; the worker "
                    + worker.stop().exit().orElseThrow().describe());
        }
    }
}
