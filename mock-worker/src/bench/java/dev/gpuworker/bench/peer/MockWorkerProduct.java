package dev.gpuworker.bench.peer;

import dev.gpuworker.mock.MockWorker;

/** A clean worker for each test. */
final class MockWorkerProduct {
    private MockWorkerProduct() {}

    static long startAndStop() {
        long begin = System.nanoTime();
        MockWorker worker = MockWorker.start();
        long started = System.nanoTime() - begin;
        worker.close();
        return started;
    }
}
