package dev.gpuworker.real.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file of evidence whole or not at all: on a full disk the one before stays, and nothing half-written. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes it, in the place of the one before.
     *
     * @throws FileSystemException which names the file and the reason in words, when it cannot be written
     */
    public static void write(Path file, String text) throws FileSystemException {
        Path target = file.toAbsolutePath();
        try {
            // Not a temporary file of the JDK: nobody but its owner could read the evidence.
            Path fresh = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                // Half a surrogate pair, which a worker may have sent, becomes a question mark; writeString would fail.
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                Files.write(fresh, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(target.toString(), null, reason(e));
            named.initCause(e);
            throw named;
        }
    }

    /** Returns the reason in words: the JDK's own messages are often only the path. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        String system = failure instanceof FileSystemException withFile ? withFile.getReason() : failure.getMessage();
        return system == null ? failure.getClass().getSimpleName() : system;
    }
}
