package dev.gpuworker.mock.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A request to end the process, with its reason. Only the first one counts. Thread-safe. */
final class StopRequest {
    /** The origin of the request, and how long the running job may take to finish. */
    enum Reason {
        /**
         * Everything must be over within 5 s (M0-W-1630); ending a job by force takes less than the remaining second.
         */
        SIGTERM(Duration.ofSeconds(4)),
        SIGINT(Duration.ofSeconds(4)),
        /** Standard input has ended: the program that started the mock for itself is gone. */
        STDIN_CLOSED(Duration.ZERO),
        /** {@code POST /shutdown}: the process must be gone within 30 s (M0-W-1340). */
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

    /** Creates a request that has not been made yet; {@code halt} ends the process at once with the given code. */
    StopRequest(IntConsumer halt) {
        this.halt = halt;
    }

    /** Requests an orderly end. Returns whether this is the first request. */
    boolean request(Reason why) {
        boolean first = reason.compareAndSet(null, why);
        requested.countDown();
        return first;
    }

    /** Ends the process at once, without an orderly stop. */
    void exitAtOnce(int code) {
        halt.accept(code);
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Waits this long or until a request. Returns whether there was one. */
    boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for a request, without a bound: a worker lives until then. */
    Reason await() throws InterruptedException {
        requested.await();
        return reason().orElseThrow();
    }
}
