package dev.gpuworker.real.standin;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.process.WorkerBinary;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerConfigBuilder;
import dev.gpuworker.real.verify.ModelWeights;
import dev.gpuworker.real.vram.JobEndings;
import dev.gpuworker.real.vram.ModelMemory;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.WorkerVram;
import dev.gpuworker.wire.ExecuteRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs one stand-in from start to end and watches the device. */
final class StandInLife implements AutoCloseable {
    static final String MODEL = "mock:qwen2.5-0.5b-instruct";

    /** Long enough for the fake driver, which frees memory at once unless a test delays it. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final WorkerVram vram;
    private final ReadyWorker worker;
    private final WorkerClient client;

    private StandInLife(WorkerVram vram, ReadyWorker worker) {
        this.vram = vram;
        this.worker = worker;
        this.client = new WorkerClient(worker.baseUrl());
    }

    static StandInLife start(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        return start(folder, environment, TestDevice.fake());
    }

    static StandInLife start(Path folder, Map<String, String> environment, TestDevice device)
            throws IOException, InterruptedException {
        WorkerVram vram = WorkerVram.open(device.index());
        vram.starting();
        boolean started = false;
        try {
            var life = new StandInLife(vram, ReadyWorker.start(config(folder, environment, device), folder));
            started = true;
            vram.ready(
                    ModelMemory.of(weightBytes(environment)),
                    life.client.health().vramBytesUsed(),
                    life.worker.process().hostMemory());
            return life;
        } finally {
            if (!started) {
                vram.close();
            }
        }
    }

    /** Returns the configuration of a stand-in on a device. */
    static WorkerConfig config(Path folder, Map<String, String> environment, TestDevice device) throws IOException {
        Path binary = StandInBinary.writeTo(folder, TestWorkers.classPath());
        WorkerConfigBuilder config = WorkerConfig.builder(new WorkerBinary(binary), MODEL)
                .gpuDevice(device.index())
                .readyWithin(Duration.ofSeconds(60))
                .grace(Duration.ofSeconds(environment.containsKey("STANDIN_IGNORE_SIGTERM") ? 1 : 10));
        device.environment().forEach(config::environment);
        environment.forEach(config::environment);
        return config.build();
    }

    WorkerVram vram() {
        return vram;
    }

    WorkerClient client() {
        return client;
    }

    ReadyWorker worker() {
        return worker;
    }

    /** Sends identical requests and waits for each. */
    void send(int requests) {
        for (int i = 0; i < requests; i++) {
            client.execute(request()).collect();
        }
    }

    /** Sends jobs that finish until memory in use is level or grows. */
    void watchedJobs() throws InterruptedException {
        vram.jobs(JobEndings.FINISHED, PATIENCE, this::send);
    }

    StopReport stop() throws InterruptedException {
        vram.stopping();
        StopReport report = worker.stop();
        vram.gone(PATIENCE);
        return report;
    }

    VramReport report() {
        return vram.report();
    }

    /** Returns the checks that are not green. */
    List<VramCheck> red() {
        return report().verdicts().stream()
                .filter(verdict -> !verdict.isGreen())
                .map(VramVerdict::check)
                .toList();
    }

    VramVerdict lastVerdict() {
        return report().verdicts().get(report().verdicts().size() - 1);
    }

    ExecuteRequest request() {
        return ExecuteRequest.builder("job-" + UUID.randomUUID(), "a prompt of the same length")
                .maxTokens(1)
                .build();
    }

    @Override
    public void close() {
        client.close();
        worker.close();
        vram.close();
    }

    private static long weightBytes(Map<String, String> environment) {
        return Misbehaviour.of(environment).weightsBytes() > 0
                ? Misbehaviour.of(environment).weightsBytes()
                : ModelWeights.of(MODEL).weightsBytes().orElseThrow();
    }
}
