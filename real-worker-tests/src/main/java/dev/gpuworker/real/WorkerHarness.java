package dev.gpuworker.real;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerLog;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real worker of a test's own: a fresh process with a fresh id and port, ready; a client for it; its device memory;
 * and a folder with all the evidence. Closing ends everything, and nothing outlives the JVM either. Thread-safe.
 *
 * <pre>{@code
 * try (WorkerHarness worker = WorkerHarness.start("/models/qwen.gguf", 0)) {
 *     StreamRecord stream = worker.execute(ExecuteRequest.of("job-1", "Write a haiku")).collect();
 *     StreamEvents.assertEventOrder(stream.events());
 * }
 * }</pre>
 */
public final class WorkerHarness implements AutoCloseable {
    /** How long the last streams may take to be written down once the client has closed them. */
    private static final Duration RECORD_PATIENCE = Duration.ofSeconds(5);

    private final ReadyWorker worker;
    private final WorkerClient client;
    private final HarnessVram vram;
    private final TestArtifacts artifacts;
    private final JobRecorder recorder;
    private final WorkerMetadata metadata;
    private @Nullable StopReport stopReport; // guarded by this
    private boolean closed; // guarded by this

    private WorkerHarness(ReadyWorker worker, HarnessVram vram, TestArtifacts artifacts, WorkerMetadata metadata) {
        this.worker = worker;
        this.vram = vram;
        this.artifacts = artifacts;
        this.metadata = metadata;
        this.client = new WorkerClient(worker.baseUrl(), WorkerClientConfig.defaults());
        this.recorder = new JobRecorder(artifacts, vram);
    }

    /**
     * Starts a worker; its program, and whatever else is not given here, come from {@link WorkerSettings}.
     *
     * @param model path of a GGUF file, or {@code mock:…} for a mock
     * @param gpuDevice index of the CUDA device, from 0
     * @throws dev.gpuworker.real.process.WorkerStartException when it does not become ready
     */
    public static WorkerHarness start(String model, int gpuDevice) {
        WorkerSettings settings =
                WorkerSettings.fromEnvironment().withModel(model).withGpuDevice(gpuDevice);
        return start(settings.workerConfig(), settings.newArtifacts("WorkerHarness", "start"), VramMode.WHERE_CUDA_IS);
    }

    /**
     * Starts a worker.
     *
     * @param config what to start
     * @param artifacts where its evidence goes
     * @param mode whether device memory is watched
     * @throws dev.gpuworker.real.process.WorkerStartException when it does not become ready
     */
    public static WorkerHarness start(WorkerConfig config, TestArtifacts artifacts, VramMode mode) {
        WorkerMetadata metadata = new WorkerMetadata(config);
        try {
            artifacts.write(WorkerMetadata.FILE, metadata.toJson());
            return startWatched(config, artifacts, metadata, HarnessVram.open(mode, config.gpuDevice()));
        } catch (RuntimeException e) {
            metadata.failed(e);
            writeQuietly(artifacts, metadata, e);
            throw e;
        }
    }

    private static WorkerHarness startWatched(
            WorkerConfig config, TestArtifacts artifacts, WorkerMetadata metadata, HarnessVram vram) {
        ReadyWorker worker = null;
        WorkerHarness harness = null;
        try {
            vram.starting();
            worker = ReadyWorker.start(config, artifacts.folder());
            vram.ready();
            metadata.ready(worker);
            artifacts.write(WorkerMetadata.FILE, metadata.toJson());
            harness = new WorkerHarness(worker, vram, artifacts, metadata);
            return harness;
        } finally {
            if (harness == null) {
                vram.unwatch();
                if (worker != null) {
                    worker.close();
                }
            }
        }
    }

    private static void writeQuietly(TestArtifacts artifacts, WorkerMetadata metadata, RuntimeException cause) {
        try {
            artifacts.write(WorkerMetadata.FILE, metadata.toJson());
        } catch (ArtifactsException e) {
            cause.addSuppressed(e);
        }
    }

    /** Sends a job and returns its stream at once; the stream is written down when it has ended. */
    public EventStream execute(ExecuteRequest request) {
        recorder.begin(request);
        try {
            EventStream stream = client.execute(request);
            recorder.follow(request, stream);
            return stream;
        } catch (IllegalStateException clientIsClosed) {
            recorder.abandon();
            throw clientIsClosed;
        }
    }

    /** Returns the worker's health (M0-W-1320). */
    public HealthResponse health() {
        return client.health();
    }

    /** Cancels a job; the same answer whatever has become of it (M0-W-1330). */
    public CancelResponse cancel(String jobId) {
        return client.cancel(jobId);
    }

    /** Returns the client, for everything else; what is sent through it is not written down. */
    public WorkerClient client() {
        return client;
    }

    /** Returns where the worker serves. */
    public URI baseUrl() {
        return worker.baseUrl();
    }

    /** Returns the id that the worker was started with. */
    public UUID workerId() {
        return worker.workerId();
    }

    /** Returns the process id of the worker. */
    public long pid() {
        return worker.process().pid();
    }

    /** Returns how long it took until it was ready. */
    public Duration readyAfter() {
        return worker.readyAfter();
    }

    /** Returns what the worker wrote. */
    public WorkerLog log() {
        return worker.process().log();
    }

    /** Returns device memory around this worker. */
    public HarnessVram vram() {
        return vram;
    }

    /** Returns the folder with the evidence. */
    public TestArtifacts artifacts() {
        return artifacts;
    }

    /** Returns what it took to end the worker; empty before {@link #stop()}. */
    public synchronized Optional<StopReport> stopReport() {
        return Optional.ofNullable(stopReport);
    }

    /** Ends the worker and waits until its device memory is back; a second call returns the first one's report. */
    public synchronized StopReport stop() {
        if (stopReport == null) {
            vram.stopping();
            stopReport = worker.stop();
            vram.stopped();
        }
        return stopReport;
    }

    /** Tells the outcome of the test, which {@code metadata.json} then has; {@code failure} is null where it passed. */
    public void outcome(@Nullable Throwable failure) {
        if (failure == null) {
            metadata.passed();
        } else {
            metadata.failed(failure);
        }
    }

    /**
     * Ends the worker and writes the evidence; idempotent.
     *
     * @throws ArtifactsException when the evidence could not be written; the worker is gone also then
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (client) {
            metadata.stopped(stop());
        }
        recorder.awaitAll(RECORD_PATIENCE);
        artifacts.write("vram.json", vram.toJson());
        artifacts.write(WorkerMetadata.FILE, metadata.toJson());
        recorder.finish();
    }
}
