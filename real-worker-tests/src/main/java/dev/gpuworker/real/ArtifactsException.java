package dev.gpuworker.real;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.nio.file.Path;

/** A test's folder could not be created or written. */
public final class ArtifactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactsException(Path where, IOException cause) {
        super(
                "cannot write the artifacts of this test to " + where + ": " + FileReason.of(cause)
                        + "\nsee docs/real-worker.md#artifacts",
                cause);
    }
}
