package dev.gpuworker.mock.internal.http;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that connections cannot be accepted, at most once a second: whoever connects must not fill a disk. Thread-safe.
 */
final class AcceptFailures {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final LongSupplier nanos;
    private long loggedAt; // guarded by this
    private long unlogged; // guarded by this
    private boolean everLogged; // guarded by this

    AcceptFailures(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Logs the failure, or counts it for the next line. Returns whether it was logged. */
    synchronized boolean failed(IOException failure) {
        long now = nanos.getAsLong();
        if (everLogged && now - loggedAt < INTERVAL_NANOS) {
            unlogged++;
            return false;
        }
        LOG.warn(
                "a connection could not be accepted: {}; clients wait until one can ({} failures before this were not logged)",
                FileReason.of(failure),
                unlogged);
        everLogged = true;
        loggedAt = now;
        unlogged = 0;
        return true;
    }
}
