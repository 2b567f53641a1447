package dev.gpuworker.conformance.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

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
    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        String message = String.valueOf(e.getMessage());
        return e instanceof IOException && e.getClass() != IOException.class // those are the system's own words
                ? e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT) + ": " + message
                : message;
    }
}
