package dev.gpuworker.real.cli;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.vram.RestartRun;
import dev.gpuworker.real.vram.VramMeter;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.wire.ExecuteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Soaks over whole worker lives: start, one job, stop, about twenty times at most. */
final class RestartSession {
    private final RestartRun run;
    private final int maxTokens;
    private final Consumer<String> progress;
    private int lives;

    RestartSession(RestartRun run, int maxTokens, Consumer<String> progress) {
        this.run = run;
        this.maxTokens = maxTokens;
        this.progress = progress;
    }

    /** Runs the lives; each life's log goes to its own folder. */
    VramVerdict run(WorkerConfig config, Path folder) throws IOException, InterruptedException {
        try (DeviceMemory memory = Cuda.open(config.gpuDevice())) {
            progress.accept("about 20 starts and stops at most on " + memory.device());
            return run.run(new VramMeter(memory), new NvidiaSmi(), count -> live(config, folder));
        }
    }

    /**
     * Writes {@code restarts.txt}. The caller must have reported the verdict first: a failure to write must not replace
     * it.
     */
    static void write(Path folder, VramVerdict verdict) throws IOException {
        WholeFile.write(folder.resolve("restarts.txt"), verdict.text() + "\n");
    }

    private void live(WorkerConfig config, Path folder) throws IOException {
        lives++;
        Path own = Files.createDirectories(folder.resolve("life-" + lives));
        try (ReadyWorker worker = ReadyWorker.start(config, own);
                WorkerClient client = new WorkerClient(
                        worker.baseUrl(), WorkerClientConfig.defaults().withDialect(config.dialect()))) {
            Supplier<StreamRecord> job =
                    () -> client.execute(ExecuteRequest.builder("restart-" + lives, SoakSession.PROMPT)
                                    .maxTokens(maxTokens)
                                    .temperature(0.0)
                                    .seed(42)
                                    .build())
                            .collect();
            if (lives == 1) {
                SoakSession.first(worker, job);
            } else {
                var unused = job.get(); // any answer will do: the restart is what is watched
            }
            progress.accept("life " + lives + ": ready after "
                    + worker.readyAfter().toMillis() + " ms; " + worker.stop().describe());
        }
    }
}
