package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorkerBuilder;

/**
 * Sets up the workers of a {@link StartStop}, for fields and parameters alike. An implementation has a constructor
 * without parameters, which need not be public; each worker gets an instance of its own.
 *
 * <pre>{@code
 * class Refusing implements WorkerSetup {
 *     @Override
 *     public void configure(MockWorkerBuilder worker) {
 *         worker.busy(BusyPolicy.REJECT);
 *     }
 * }
 *
 * @Test
 * void retriesElsewhere(@StartStop(setup = Refusing.class) MockWorker busy, @StartStop MockWorker free) { … }
 * }</pre>
 */
@FunctionalInterface
public interface WorkerSetup {
    /** Changes settings before the worker starts. */
    void configure(MockWorkerBuilder worker);

    /** Keeps every default. */
    final class Defaults implements WorkerSetup {
        @Override
        public void configure(MockWorkerBuilder worker) {}
    }
}
