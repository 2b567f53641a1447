package dev.gpuworker.real;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.RawResponse;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.real.process.ReadyCallback;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerLog;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real worker for one test: a fresh, ready process with its own id and port, a client for it, its device memory, and
 * a folder with all the evidence. Closing the harness ends everything, and nothing outlives the JVM. Thread-safe.
 *
 * <pre>{@code
 * try (WorkerHarness worker = WorkerHarness.start("/models/qwen.gguf", 0)) {
 *     StreamRecord stream = worker.execute(ExecuteRequest.of("job-1", "Write a haiku")).collect();
 *     StreamEvents.assertEventOrder(stream.events());
 * }
 * }</pre>
 */
public final class WorkerHarness implements AutoCloseable {
    /** How long writing the last streams may take once the client has closed them. */
    private static final Duration RECORD_PATIENCE = Duration.ofSeconds(5);

    private final ReadyWorker worker;
    private final WorkerClient client;
    private final HarnessVram vram;
    private final TestArtifacts artifacts;
    private final JobRecorder recorder;
    private final WorkerMetadata metadata;
    private @Nullable StopReport stopReport; // guarded by this
    private boolean closed; // guarded by this

    private WorkerHarness(
            ReadyWorker worker, Dialect dialect, HarnessVram vram, TestArtifacts artifacts, WorkerMetadata metadata) {
        this.worker = worker;
        this.vram = vram;
        this.artifacts = artifacts;
        this.metadata = metadata;
        this.client =
                new WorkerClient(worker.baseUrl(), WorkerClientConfig.defaults().withDialect(dialect));
        this.recorder = new JobRecorder(artifacts, vram);
    }

    /**
     * Starts a worker; {@link WorkerSettings} supplies its program and everything else that is not given here.
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
     * @param config how to start it
     * @param artifacts where to write its evidence
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
            harness = new WorkerHarness(worker, config.dialect(), vram, artifacts, metadata);
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

    /** Sends a job and returns its stream at once; the stream is written to the transcript when it has ended. */
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

    /**
     * Sends a job and returns its answer as bytes, while they come; waits for the head of the answer. The bytes are not
     * written to the transcript.
     *
     * @throws dev.gpuworker.client.WorkerClientException if no head came
     */
    public RawResponse executeRaw(ExecuteRequest request) {
        return client.executeRaw(request);
    }

    /** Returns the worker's health (M0-W-1320). */
    public HealthResponse health() {
        return client.health();
    }

    /**
     * Cancels a job; the answer is the same whatever the job's state (M0-W-1330).
     *
     * @throws UnsupportedOperationException if the worker speaks the dialect as built, which has no cancel
     */
    public CancelResponse cancel(String jobId) {
        return client.cancel(jobId);
    }

    /** Returns the client, for everything else; jobs sent through it are not recorded. */
    public WorkerClient client() {
        return client;
    }

    /** Returns the URL at which the worker serves. */
    public URI baseUrl() {
        return worker.baseUrl();
    }

    /** Returns the port at which the worker serves on 127.0.0.1. */
    public int port() {
        return worker.lease().port();
    }

    /** Returns the worker's ready callback, if it was started with one and made it before it was ready. */
    public Optional<ReadyCallback> callback() {
        return worker.callback();
    }

    /** Returns the id that the worker was started with. */
    public UUID workerId() {
        return worker.workerId();
    }

    /** Returns the process id of the worker. */
    public long pid() {
        return worker.process().pid();
    }

    /** Returns how long the worker took to become ready. */
    public Duration readyAfter() {
        return worker.readyAfter();
    }

    /** Returns the worker's log. */
    public WorkerLog log() {
        return worker.process().log();
    }

    /** Returns the record of device memory around this worker. */
    public HarnessVram vram() {
        return vram;
    }

    /** Returns the folder with the evidence. */
    public TestArtifacts artifacts() {
        return artifacts;
    }

    /** Returns how the worker was ended; empty before {@link #stop()}. */
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

    /** Records the outcome of the test in {@code metadata.json}; {@code failure} is null if it passed. */
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
     * @throws ArtifactsException if the evidence could not be written; the worker has ended even then
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
