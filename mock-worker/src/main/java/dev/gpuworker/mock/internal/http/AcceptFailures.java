package dev.gpuworker.mock.internal.http;

import dev.gpuworker.io.FileReason;
import dev.gpuworker.io.LineRate;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that connections cannot be accepted, at most once a second. Thread-safe. */
final class AcceptFailures {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    private final LineRate rate;

    AcceptFailures(LongSupplier nanos) {
        rate = new LineRate(1, nanos);
        // Loads the classes that the first failure needs: once file handles run out, no class can be loaded.
        FileReason.of(new IOException("Too many open files"));
    }

    /** Logs the failure, or counts it for the next line. Returns whether it was logged. */
    boolean failed(IOException failure) {
        OptionalLong before = rate.allow();
        if (before.isPresent()) {
            LOG.warn(
                    "a connection could not be accepted: {}; clients wait until one can ({} failures before were not logged)",
                    FileReason.of(failure),
                    before.getAsLong());
        }
        return before.isPresent();
    }
}
