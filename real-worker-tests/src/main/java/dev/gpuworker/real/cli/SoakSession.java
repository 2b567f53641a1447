package dev.gpuworker.real.cli;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.real.process.NoAnswerException;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.verify.EndingJobs;
import dev.gpuworker.real.verify.JobEndedOtherwiseException;
import dev.gpuworker.real.vram.ModelMemory;
import dev.gpuworker.real.vram.SoakRun;
import dev.gpuworker.real.vram.VramJson;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.WorkerVram;
import dev.gpuworker.real.vram.device.ByteText;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs one soak, from the baseline before the worker's start to the baseline after its end. */
final class SoakSession {
    private static final long SEED = 42;

    static final String PROMPT = "Write one sentence about the sea.";

    private final SoakRun soak;
    private final SoakEnding ending;
    private final int maxTokens;
    private final ModelMemory model;
    private final Consumer<String> progress;
    private int sent;

    SoakSession(LeakPlan plan, SoakEnding ending, int maxTokens, ModelMemory model, Consumer<String> progress) {
        this.ending = ending;
        this.soak = new SoakRun(plan);
        this.maxTokens = maxTokens;
        this.model = model;
        this.progress = progress;
    }

    /** Runs the soak and writes {@code worker.log} to the folder, and {@code vram.json} too if it fails. */
    VramReport run(WorkerConfig config, Path folder) throws IOException, InterruptedException {
        try (WorkerVram vram = WorkerVram.open(config.gpuDevice())) {
            progress.accept("baseline of " + vram.device());
            vram.starting();
            try (ReadyWorker worker = ReadyWorker.start(config, folder);
                    WorkerClient client = new WorkerClient(
                            worker.baseUrl(), WorkerClientConfig.defaults().withDialect(config.dialect()))) {
                vram.ready(
                        model,
                        first(worker, client::health).vramBytesUsed(),
                        worker.process().hostMemory());
                progress.accept("ready after " + worker.readyAfter().toMillis() + " ms; batches of "
                        + soak.plan().requestsPerBatch()
                        + " requests (" + ending.word() + "), until a leak of "
                        + ByteText.of(soak.plan().leastLeakBytes())
                        + " per request would be found in 99 of 100 runs");
                vram.soakStarting();
                vram.add(verdict(vram, client));
                vram.soakEnded();
                vram.stopping();
                progress.accept(worker.stop().describe());
                vram.gone();
            } catch (RuntimeException | InterruptedException e) {
                writeBeside(e, folder, vram.report());
                throw e;
            }
            return vram.report();
        }
    }

    /**
     * Returns the answer to the first request once the worker is ready.
     *
     * @throws NoAnswerException if the worker still runs but hangs up: then nothing can be measured
     */
    static <T> T first(ReadyWorker worker, Supplier<T> request) {
        try {
            return request.get();
        } catch (WorkerClientException e) {
            if (e.transcript().isHangUp() && worker.process().isAlive()) {
                throw NoAnswerException.onceReady(worker.baseUrl(), e.transcript());
            }
            throw e;
        }
    }

    /** Writes the readings. The caller must have reported the verdict first: a failure to write must not replace it. */
    static void write(Path folder, VramReport report) throws IOException {
        WholeFile.write(folder.resolve("vram.json"), VramJson.write(report));
    }

    private static void writeBeside(Exception failure, Path folder, VramReport report) {
        try {
            write(folder, report);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private VramVerdict verdict(WorkerVram vram, WorkerClient client) throws InterruptedException {
        EndingJobs jobs = new EndingJobs(client, new JobPrompt("soak", PROMPT, 0, 1), SEED, maxTokens);
        EndingJobs.Job job = ending.of(jobs);
        try {
            return soak.<JobEndedOtherwiseException>run(vram.meter(), new NvidiaSmi(), count -> {
                for (int i = 0; i < count; i++) {
                    job.send();
                }
                sent += count;
                progress.accept(sent + " requests");
            });
        } catch (JobEndedOtherwiseException e) {
            return SoakRun.endedOtherwise(String.valueOf(e.getMessage()));
        }
    }
}
