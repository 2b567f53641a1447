package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.mock.scenario.ByteSize;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.WorkerBlock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers that were started over one worker's control plane: each has its own port, journal, scenarios and
 * simulated device. Its scenarios' {@code worker:} block overrides the settings of the worker that starts it.
 * Thread-safe.
 */
final class Instances implements AutoCloseable {
    /** Of the whole process. Far more than tests run side by side; the refusal shows a test that never ends its own. */
    private static final int MAX = 256;

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final MockWorkerConfig parent;
    private final Map<String, MockWorker> running = new LinkedHashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    Instances(MockWorkerConfig parent) {
        this.parent = parent;
    }

    /** Starts a worker with these scenarios. Throws a {@link Refusal} if there are too many. */
    synchronized MockWorker start(ScenarioSet scenarios) {
        if (closed) {
            throw Refusal.draining();
        }
        if (RUNNING.incrementAndGet() > MAX) {
            RUNNING.decrementAndGet();
            throw Refusal.invalid(
                    429, MAX + " instances run already; end those that no test needs: DELETE /mock/instances/ID");
        }
        try {
            MockWorker worker = settings(scenarios).start();
            running.put(worker.config().workerId(), worker);
            return worker;
        } catch (WorkerStartException | ModelLoadException | IllegalArgumentException e) {
            RUNNING.decrementAndGet();
            throw Refusal.invalid(
                    400, "the instance could not start: " + PrintableText.line(String.valueOf(e.getMessage())));
        }
    }

    /** Returns the settings of the worker that starts it, overridden by the scenarios' own. */
    private MockWorkerBuilder settings(ScenarioSet scenarios) throws ModelLoadException {
        WorkerBlock own = scenarios.worker();
        ModelCard model = own.model() == null ? parent.model() : ModelLoader.load(own.model());
        MockWorkerBuilder builder = MockWorker.builder()
                .config(parent)
                .workerId(UUID.randomUUID().toString())
                .port(0)
                .controlPort(parent.controlPort() == null ? null : Integer.valueOf(0))
                .model(model.withMemory(
                        bytes(own.memory().weights()), bytes(own.memory().kvPerToken())))
                .loading(own.loading() == null ? Duration.ZERO : own.loading())
                .scenarios(scenarios);
        set(bytes(own.memory().vram()), builder::vramBytes);
        set(own.busy(), builder::busy);
        set(own.queue(), builder::queueMax);
        set(own.dialect(), builder::dialect);
        set(own.afterStream(), builder::afterStream);
        set(scenarios.seed().equals(ScenarioSet.EMPTY.seed()) ? null : scenarios.seed(), builder::seed);
        return builder;
    }

    private static @Nullable Long bytes(@Nullable ByteSize size) {
        return size == null ? null : size.bytes();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /** Ends a worker and frees its port. Returns false if there is none with this id. */
    boolean end(String id) {
        Optional<MockWorker> worker;
        synchronized (this) {
            worker = Optional.ofNullable(running.remove(id));
        }
        worker.ifPresent(Instances::close);
        return worker.isPresent();
    }

    private static void close(MockWorker worker) {
        worker.close();
        RUNNING.decrementAndGet();
    }

    synchronized List<MockWorker> all() {
        return List.copyOf(running.values());
    }

    @Override
    public void close() {
        List<MockWorker> left;
        synchronized (this) {
            closed = true;
            left = all();
            running.clear();
        }
        left.forEach(Instances::close);
    }
}
