package dev.gpuworker.mock.internal.time;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which streams without waits take turns: one for each processor, up to four. Such streams then neither
 * compete for one processor nor delay the clock of paced streams. A thread ends after one second without work. The
 * queue holds each stream once, so it is bounded by the workers' slots.
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
