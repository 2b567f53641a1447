package dev.gpuworker.real.verify;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.vram.ModelMemory;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.WorkerVram;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import java.nio.file.Path;

/**
 * Runs one worker's life and watches its device memory: jobs that finish, are refused, are cancelled or lose their
 * client.
 */
final class MemoryLife {
    /** Long enough to be cancelled before its end on any worker. */
    private static final int LONG_TOKENS = RequestLimits.MAX_TOKENS_DEFAULT;

    private static final int SHORT_TOKENS = 8;

    private final WorkerConfig config;
    private final ModelMemory model;
    private final Path folder;
    private final long seed;
    private final JobPrompt prompt;
    private int sent;

    MemoryLife(VerificationPlan plan, Path folder, JobPrompt prompt) {
        this.config = plan.worker();
        this.model = plan.model();
        this.folder = folder;
        this.seed = plan.jobs().seed();
        this.prompt = prompt;
    }

    /**
     * Runs this life.
     *
     * @throws dev.gpuworker.real.process.WorkerStartException if the worker does not become ready
     * @throws dev.gpuworker.real.vram.device.DeviceMemoryException if the device can't be read
     * @throws WorkerClientException if a job fails that should not
     */
    VramReport run() throws InterruptedException {
        try (WorkerVram vram = WorkerVram.open(config.gpuDevice())) {
            vram.starting();
            try (ReadyWorker worker = ReadyWorker.start(config, folder);
                    WorkerClient client = new WorkerClient(worker.baseUrl())) {
                vram.ready(
                        model, client.health().vramBytesUsed(), worker.process().hostMemory());
                job(vram, "finished", () -> finished(client));
                job(vram, "finished", () -> finished(client));
                job(vram, "refused", () -> refused(client));
                job(vram, "cancelled", () -> cancelled(client));
                job(vram, "client gone", () -> clientGone(client));
                job(vram, "finished", () -> finished(client));
                vram.stopping();
                worker.stop();
                vram.gone();
            }
            return vram.report();
        }
    }

    private void job(WorkerVram vram, String ending, Runnable traffic) throws InterruptedException {
        sent++;
        vram.jobStarting("job " + sent + " (" + ending + ")");
        traffic.run();
        vram.jobEnded(ending);
    }

    private void finished(WorkerClient client) {
        try (EventStream stream = client.execute(request("finished-" + sent, SHORT_TOKENS))) {
            stream.collect();
        }
    }

    private void refused(WorkerClient client) {
        client.send("POST", "/execute", "{\"job_id\":\"refused\",\"prompt\":\"x\",\"temperature\":9}");
    }

    private void cancelled(WorkerClient client) {
        try (EventStream stream = client.execute(request("cancelled", LONG_TOKENS))) {
            stream.await(event -> event instanceof InferenceEvent.Token);
            client.cancel("cancelled");
            stream.awaitTranscript();
        }
    }

    /** The next job starts only once the slot is free, so the lost job is over by then. */
    private void clientGone(WorkerClient client) {
        try (EventStream stream = client.execute(request("client-gone", LONG_TOKENS))) {
            stream.await(event -> event instanceof InferenceEvent.Token);
        }
        finished(client);
    }

    private ExecuteRequest request(String jobId, int tokens) {
        return ExecuteRequest.builder(jobId, prompt.text())
                .maxTokens(tokens)
                .temperature(prompt.temperature())
                .repetitionPenalty(prompt.repetitionPenalty())
                .seed(seed)
                .build();
    }
}
