package dev.gpuworker.mock;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A mock GPU inference worker in this JVM, listening on a port of its own.
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

    /** Returns the URL under which {@code /mock/…} answers; empty where it is served nowhere. */
    Optional<URI> controlUrl();

    /** Returns the settings, with the ports that were taken. */
    MockWorkerConfig config();

    /**
     * Answers the next job that no earlier enqueued script answers with this script, before any scenario is asked.
     *
     * @throws IllegalArgumentException when it breaks the contract; what means to goes into a {@link Scenario}
     */
    void enqueue(Script script);

    /**
     * The same with a scenario, whose {@code when} and {@code calls} are not looked at: the way for what breaks the
     * contract, which has to name what it {@code violates}.
     *
     * @throws IllegalArgumentException when it breaks the contract otherwise than it says
     */
    void enqueue(Scenario scenario);

    /** Returns how many enqueued scripts no job has taken yet. */
    int enqueued();

    /** Answers from now on with these scenarios; their calls are counted from zero. */
    void scenarios(ScenarioSet set);

    /** Returns the scenarios in use. */
    ScenarioSet scenarios();

    /**
     * Waits for the next job that ends and returns it; each ended job is returned once, in order of ending. Throws
     * {@link IllegalStateException}, which tells what runs and waits, where that takes longer than the deadline.
     */
    RecordedJob takeJob(Duration deadline) throws InterruptedException;

    /** Returns what was asked and sent. */
    Journal journal();

    /** Returns what the journal shows of the clients so far: retries that cost, cancels that lack, and the like. */
    ClientVerdict verdict();

    /** Returns the gates that scripts hold at. */
    Gates gates();

    /** Returns the VRAM. */
    VramLedger vram();

    /** Refuses new jobs with 503 {@code WORKER_DRAINING} from now on (M0-W-1340). */
    void drain();

    /** Waits until no job runs or waits; tells whether that was so before the deadline. */
    boolean awaitIdle(Duration deadline) throws InterruptedException;

    /** Ends every job, closes the port and every connection, and frees the VRAM. Idempotent; returns within 5 s. */
    @Override
    void close();
}
