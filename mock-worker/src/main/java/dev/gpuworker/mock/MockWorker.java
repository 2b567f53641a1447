package dev.gpuworker.mock;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A mock GPU inference worker in this JVM, listening on its own port.
 *
 * <pre>{@code
 * try (MockWorker worker = MockWorker.start()) {
 *     // POST worker.url() + "/execute"
 *     RecordedJob job = worker.takeJob(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * Thread-safe. Workers share threads but no state, so that each test can have its own.
 */
public interface MockWorker extends AutoCloseable {
    /** Starts a worker with every default, on a free port. */
    static MockWorker start() {
        return builder().start();
    }

    /** Returns a builder. */
    static MockWorkerBuilder builder() {
        return new MockWorkerBuilder();
    }

    /** Returns the worker's own URL, without a slash at the end. */
    URI url();

    /** Returns the URL under which {@code /mock/…} answers; empty if it is not served. */
    Optional<URI> controlUrl();

    /** Returns the settings, with the actual ports. */
    MockWorkerConfig config();

    /**
     * Answers the next job with this script. Earlier enqueued scripts come first; scenarios are used only once no
     * script is left.
     *
     * @throws IllegalArgumentException if the script breaks the contract; to break it on purpose, enqueue a
     *     {@link Scenario} that declares what it violates
     */
    void enqueue(Script script);

    /**
     * Like {@link #enqueue(Script)}, but takes a scenario; its {@code when} and {@code calls} are ignored. Use it to
     * break the contract on purpose: the scenario must list what it {@code violates}.
     *
     * @throws IllegalArgumentException if it breaks the contract in a way that it does not declare
     */
    void enqueue(Scenario scenario);

    /** Returns how many enqueued scripts no job has taken yet. */
    int enqueued();

    /** Replaces the scenarios; calls are counted from zero again. */
    void scenarios(ScenarioSet set);

    /** Returns the scenarios in use. */
    ScenarioSet scenarios();

    /**
     * Waits for the next job that ends and returns it; each ended job is returned once, in order of ending. Throws
     * {@link IllegalStateException}, which lists the running and waiting jobs, if the deadline passes first.
     */
    RecordedJob takeJob(Duration deadline) throws InterruptedException;

    /** Returns the journal of requests and sent events. */
    Journal journal();

    /** Returns how clients have behaved so far: wasteful retries, missing cancels, and so on. */
    ClientVerdict verdict();

    /** Returns the gates at which scripts hold. */
    Gates gates();

    /** Returns the simulated VRAM. */
    VramLedger vram();

    /** Refuses new jobs with 503 {@code WORKER_DRAINING} from now on (M0-W-1340). */
    void drain();

    /** Waits until no job runs or waits. Returns false if the deadline passes first. */
    boolean awaitIdle(Duration deadline) throws InterruptedException;

    /** Ends every job, closes the port and every connection, and frees the VRAM. Idempotent; returns within 5 s. */
    @Override
    void close();
}
