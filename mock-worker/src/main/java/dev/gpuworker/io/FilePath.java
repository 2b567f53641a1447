package dev.gpuworker.io;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Turns text from a command line, an environment variable or a file into paths. Under {@code LC_ALL=C} the JVM cannot
 * name a file or a working folder with non-ASCII letters; every tool then gives the same remedy. Thread-safe.
 */
public final class FilePath {
    private static final String REMEDY = "set LC_ALL=C.UTF-8";

    private FilePath() {}

    /**
     * Returns the path.
     *
     * @throws IllegalArgumentException if the text is not a path, or is a relative one in a folder that the JVM cannot
     *     name; the message continues a sentence that began with the text: "is not a path …"
     */
    public static Path of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is not a path: it is empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("is not a path: it contains a NUL character");
        }
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path in this JVM's locale" + charset() + ": " + REMEDY, e);
        }
        if (!path.isAbsolute() && !isNameable(System.getProperty("user.dir", ""))) {
            throw new IllegalArgumentException(
                    "is a path in a working folder whose name cannot be read in this JVM's locale" + charset() + ": "
                            + REMEDY);
        }
        return path;
    }

    /** The JVM turns bytes that the locale does not know into replacement characters. */
    private static boolean isNameable(String folder) {
        if (folder.indexOf('\uFFFD') >= 0) {
            return false;
        }
        try {
            return Path.of(folder).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String charset() {
        String name =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return " (" + name + ")";
    }
}
