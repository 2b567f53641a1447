package dev.gpuworker.conformance.report;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** A report that cannot be written or a recorded run that cannot be read; the message says which file and why. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Exception cause) {
        super(message, cause);
    }

    /** Returns the reason in words: the JDK's own messages are often only the path. */
    static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException ? "it is not a folder" : FileReason.of(e);
    }
}
