package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.ManualClock;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.scenario.Dispatcher;
import dev.gpuworker.mock.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/** The door into this package for the builder. */
public final class WorkerStart {
    private WorkerStart() {}

    /** Starts a worker. Throws {@link WorkerStartException}. */
    public static MockWorker start(
            MockWorkerConfig config,
            ScenarioSet scenarios,
            @Nullable Dispatcher dispatcher,
            @Nullable VramBacking backing,
            @Nullable ManualClock clock,
            WorkerListener listener) {
        Choice choice = new Choice();
        choice.use(scenarios);
        if (dispatcher != null) {
            choice.use(dispatcher);
        }
        return new WorkerServer(new WorkerParts(config, choice, backing, (ManualTicker) clock, listener));
    }
}
