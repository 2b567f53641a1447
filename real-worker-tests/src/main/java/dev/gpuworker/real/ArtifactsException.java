package dev.gpuworker.real;

import java.nio.file.Path;

/** A test's folder could not be made or written. */
public final class ArtifactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactsException(Path where, Exception cause) {
        super(
                "cannot write the artifacts of this test to " + where + ": " + reason(cause)
                        + "\nsee docs/real-worker.md#artifacts",
                cause);
    }

    /** The JDK's file exceptions often have the path alone as their message, and the reason in their type. */
    private static String reason(Exception cause) {
        return cause.getClass().getSimpleName() + ", " + cause.getMessage();
    }
}
