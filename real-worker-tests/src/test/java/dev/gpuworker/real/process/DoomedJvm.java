package dev.gpuworker.real.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The main of a JVM that starts and stops misbehaving workers until it is killed. */
final class DoomedJvm {
    private static final List<String> BEHAVIOURS = List.of(
            "",
            "ignore-term",
            "fork,own-group",
            "double-fork",
            "stubborn-child",
            "flood",
            "close-output",
            "die-at-once");
    private static final int THREADS = 3;

    private DoomedJvm() {}

    /** Arguments: the binary, the folder for ledger and logs, the seed. */
    public static void main(String[] arguments) {
        WorkerBinary binary = new WorkerBinary(Path.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            Path own = folder.resolve("thread-" + thread);
            Random ownRandom = new Random(random.nextLong());
            pool.execute(() -> runForever(binary, Ledger.in(folder), own, ownRandom));
        }
    }

    private static void runForever(WorkerBinary binary, Ledger ledger, Path folder, Random random) {
        while (true) {
            runOne(binary, ledger, folder, random);
        }
    }

    private static void runOne(WorkerBinary binary, Ledger ledger, Path folder, Random random) {
        WorkerConfig config = WorkerConfig.builder(binary, "mock:tiny")
                .environment("MISBEHAVE", BEHAVIOURS.get(random.nextInt(BEHAVIOURS.size())))
                .environment("LEDGER", ledger.file().toString())
                .grace(Duration.ofMillis(50))
                .build();
        try (ReadyWorker worker = ReadyWorker.start(config, folder)) {
            worker.process().awaitExit(Duration.ofMillis(random.nextInt(100)));
        } catch (WorkerExitedException diedAtOnce) {
            // One of the behaviours; the next round starts another worker.
        }
    }
}
