package dev.gpuworker.real.verify;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.vram.JobEndings;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.WorkerVram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one worker's life and watches its device memory: jobs that finish, are refused, are cancelled, lose their client
 * or fail.
 */
final class MemoryLife {
    /** Keeps a verification within three minutes even if every ending needs as many batches as a noisy card does. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int SHORT_TOKENS = 8;

    private final VerificationPlan plan;
    private final WorkerConfig config;
    private final Path folder;
    private final JobPrompt prompt;

    MemoryLife(VerificationPlan plan, Path folder, JobPrompt prompt) {
        this.plan = plan;
        this.config = plan.worker();
        this.folder = folder;
        this.prompt = prompt;
    }

    /**
     * Runs this life.
     *
     * @throws dev.gpuworker.real.process.WorkerStartException if the worker does not become ready
     * @throws dev.gpuworker.real.vram.device.DeviceMemoryException if the device can't be read
     * @throws WorkerClientException if a job can't be served
     */
    VramReport run() throws InterruptedException {
        try (WorkerVram vram = WorkerVram.open(config.gpuDevice())) {
            vram.starting();
            try (ReadyWorker worker = ReadyWorker.start(config, folder);
                    WorkerClient client = new WorkerClient(worker.baseUrl())) {
                vram.ready(
                        plan.model(),
                        client.health().vramBytesUsed(),
                        worker.process().hostMemory());
                jobs(vram, new EndingJobs(client, prompt, plan.jobs().seed(), SHORT_TOKENS));
                vram.stopping();
                worker.stop();
                vram.gone();
            }
            return vram.report();
        }
    }

    private void jobs(WorkerVram vram, EndingJobs jobs) throws InterruptedException {
        jobs(vram, JobEndings.FINISHED, jobs::finished);
        jobs(vram, JobEndings.REFUSED, jobs::refused);
        jobs(vram, JobEndings.CANCELLED, jobs::cancelled);
        jobs(vram, JobEndings.CLIENT_GONE, jobs::clientGone);
        for (Map.Entry<String, String> provocation : new TreeMap<>(plan.jobs().provocations()).entrySet()) {
            jobs(
                    vram,
                    JobEndings.FAILED + " with " + provocation.getKey(),
                    () -> jobs.failed(provocation.getKey(), provocation.getValue()));
        }
    }

    private static void jobs(WorkerVram vram, String ending, EndingJobs.Job job) throws InterruptedException {
        try {
            vram.<JobEndedOtherwiseException>jobs(ending, PATIENCE, count -> {
                for (int i = 0; i < count; i++) {
                    job.send();
                }
            });
        } catch (JobEndedOtherwiseException e) {
            vram.jobsEndedOtherwise(String.valueOf(e.getMessage()));
        }
    }
}
