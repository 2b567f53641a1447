package dev.gpuworker.real.process;

import java.nio.file.Path;
import java.time.Duration;

/** The main of a JVM that starts one misbehaving worker and waits to be killed. */
final class HoldsWorker {
    private HoldsWorker() {}

    /** Arguments: the folder for ledger and log, how the worker misbehaves. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        ReadyWorker worker = ReadyWorker.start(
                TestWorkers.misbehaving(Ledger.in(folder), arguments[1]).build(), folder);
        worker.process().awaitExit(Duration.ofMinutes(2));
    }
}
