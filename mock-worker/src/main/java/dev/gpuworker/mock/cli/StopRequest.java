package dev.gpuworker.mock.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Why and when the process is to end. The first request counts. Thread-safe. */
final class StopRequest {
    /** Who asked, and how long the running job may take to finish. */
    enum Reason {
        /** Everything is over within 5 s (M0-W-1630); ending a job by force takes less than the second kept back. */
        SIGTERM(Duration.ofSeconds(4)),
        SIGINT(Duration.ofSeconds(4)),
        /** {@code POST /shutdown}: the process is gone within 30 s (M0-W-1340). */
        SHUTDOWN(Duration.ofSeconds(28));

        private final Duration grace;

        Reason(Duration grace) {
            this.grace = grace;
        }

        Duration grace() {
            return grace;
        }
    }

    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private final CountDownLatch requested = new CountDownLatch(1);
    private final IntConsumer halt;

    /** Creates a request that no one has made yet; {@code halt} ends the process at once with that code. */
    StopRequest(IntConsumer halt) {
        this.halt = halt;
    }

    /** Asks for an orderly end; tells whether this is the first time. */
    boolean request(Reason why) {
        boolean first = reason.compareAndSet(null, why);
        requested.countDown();
        return first;
    }

    /** Ends the process without any order. */
    void exitAtOnce(int code) {
        halt.accept(code);
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Waits so long, or until someone asked; tells whether someone has. */
    boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until someone asks, without a bound: it is what a worker's life lasts. */
    Reason await() throws InterruptedException {
        requested.await();
        return reason().orElseThrow();
    }
}
