package dev.gpuworker.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be read or written: the JDK's messages are often only the path. Thread-safe. */
public final class FileReason {
    private FileReason() {}

    /** Returns the reason in words, as the end of a sentence, printable and without the name of a Java class. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "it is a folder that is not empty";
        }
        if (failure instanceof FileSystemLoopException) {
            return "its symbolic links form a loop";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        String system = failure instanceof FileSystemException withFile ? withFile.getReason() : failure.getMessage();
        return system == null || system.isBlank() ? "the system gave no reason" : PrintableText.excerpt(system, 300);
    }
}
