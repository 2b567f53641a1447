package dev.gpuworker.mock;

import org.jspecify.annotations.Nullable;

final class MockWorkers {
    private MockWorkers() {}

    static MockWorker start(
            MockWorkerConfig config,
            @Nullable VramBacking backing,
            @Nullable ManualClock clock,
            WorkerListener listener) {
        if (config.port() < 0 || backing == null || clock == null || listener == WorkerListener.NONE) {
            throw new UnsupportedOperationException();
        }
        throw new IllegalStateException();
    }
}
