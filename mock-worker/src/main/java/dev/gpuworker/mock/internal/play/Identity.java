package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.MockWorker;
import org.jspecify.annotations.Nullable;

/**
 * How a worker identifies itself: a mock never pretends (D-14).
 *
 * @param standIn name of the stand-in; null for a mock
 */
public record Identity(@Nullable String standIn) {
    private static final String VERSION = version();

    private static String version() {
        String version = MockWorker.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Returns the {@code Server} header. */
    public String server() {
        return (standIn == null ? "mock-worker" : standIn) + "/" + VERSION;
    }

    public boolean isMock() {
        return standIn == null;
    }
}
