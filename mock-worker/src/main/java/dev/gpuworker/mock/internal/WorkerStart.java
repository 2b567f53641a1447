package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.internal.answer.Choice;
import dev.gpuworker.mock.internal.answer.WorkerParts;
import dev.gpuworker.mock.internal.answer.WorkerServer;
import dev.gpuworker.mock.internal.time.ManualTicker;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.dispatch.Dispatcher;
import org.jspecify.annotations.Nullable;

/** The entry point for {@code MockWorkerBuilder}; nothing else may use it. */
public final class WorkerStart {
    private WorkerStart() {}

    /** Starts a worker. Throws {@link WorkerStartException}. */
    public static MockWorker start(
            MockWorkerConfig config,
            ScenarioSet scenarios,
            @Nullable Dispatcher dispatcher,
            @Nullable VramBacking backing,
            @Nullable ManualTicker clock,
            WorkerListener listener) {
        Choice choice = new Choice();
        choice.use(scenarios);
        if (dispatcher != null) {
            choice.use(dispatcher);
        }
        return new WorkerServer(new WorkerParts(config, choice, backing, clock, listener));
    }
}
