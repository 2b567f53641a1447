package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.MockWorker;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says that it is: a mock never pretends (D-14).
 *
 * @param standIn name of the stand-in; null for a mock
 */
record Identity(@Nullable String standIn) {
    private static final String VERSION = version();

    private static String version() {
        String version = MockWorker.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Returns the {@code Server} header. */
    String server() {
        return (standIn == null ? "mock-worker" : standIn) + "/" + VERSION;
    }

    boolean isMock() {
        return standIn == null;
    }
}
