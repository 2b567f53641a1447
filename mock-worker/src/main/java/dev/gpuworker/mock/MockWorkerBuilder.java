package dev.gpuworker.mock;

import dev.gpuworker.mock.internal.WorkerStart;
import dev.gpuworker.mock.scenario.Dispatcher;
import dev.gpuworker.mock.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/** Collects what a worker is made of. Not thread-safe. */
public final class MockWorkerBuilder {
    private MockWorkerConfig config = MockWorkerConfig.builder().build();
    private ScenarioSet scenarios = ScenarioSet.EMPTY;
    private @Nullable Dispatcher dispatcher;
    private @Nullable VramBacking vramBacking;
    private @Nullable ManualClock clock;
    private WorkerListener listener = WorkerListener.NONE;

    MockWorkerBuilder() {}

    /** Sets the settings; every default otherwise. */
    public MockWorkerBuilder config(MockWorkerConfig settings) {
        config = settings;
        return this;
    }

    /** Sets the scenarios; none otherwise. What they say of the worker itself is not looked at here. */
    public MockWorkerBuilder scenarios(ScenarioSet set) {
        scenarios = set;
        return this;
    }

    /** Sets who chooses the answer of a job that no enqueued script answers; otherwise the generator answers all. */
    public MockWorkerBuilder dispatcher(Dispatcher chooser) {
        dispatcher = chooser;
        return this;
    }

    /** Puts real device memory behind the VRAM ledger: the worker then says that it is a stand-in, and not a mock. */
    public MockWorkerBuilder vramBacking(VramBacking backing) {
        vramBacking = backing;
        return this;
    }

    /** Lets scripts run by this clock; otherwise the system's monotonic one. */
    public MockWorkerBuilder clock(ManualClock manual) {
        clock = manual;
        return this;
    }

    /** Sets who hears what happens; no one otherwise. */
    public MockWorkerBuilder listener(WorkerListener hearer) {
        listener = hearer;
        return this;
    }

    /**
     * Starts the worker; when this returns it answers. Throws {@link WorkerStartException} where the port is taken or
     * the weights do not fit into the VRAM.
     */
    public MockWorker start() {
        return WorkerStart.start(config, scenarios, dispatcher, vramBacking, clock, listener);
    }
}
