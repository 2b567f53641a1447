package dev.gpuworker.mock.internal.time;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of streams that wait for nothing, in turns: on every processor, up to four, so that such streams neither
 * wait for one processor nor hold up the clock of paced ones. A thread that has nothing to do for a second ends. The
 * queue holds each stream once, so that the workers' slots bound it.
 */
final class UnpacedPool {
    private static final int THREADS_MAX = 4;
    private static final long IDLE_SECONDS = 1;

    private static final ThreadPoolExecutor THREADS = pool();

    private UnpacedPool() {}

    static void fire(Timer timer) {
        THREADS.execute(timer::fire);
    }

    private static ThreadPoolExecutor pool() {
        int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
        var pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "mock-worker-unpaced");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
