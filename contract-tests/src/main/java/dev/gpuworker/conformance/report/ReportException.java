package dev.gpuworker.conformance.report;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/**
 * A report that cannot be written, or a recorded run that cannot be read; the message names the file and the reason.
 */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Exception cause) {
        super(message, cause);
    }

    /** Returns the reason in words, because the JDK's own message is often only the path. */
    static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException ? "it is not a folder" : FileReason.of(e);
    }
}
