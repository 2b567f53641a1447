package dev.gpuworker.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file whole or not at all. The bytes go into a new file beside the target, with a random name that ends in
 * {@code .part}. It is created exclusively, follows no link, and has the mode that the process's umask gives. It then
 * replaces the target in one step. A link to a regular file is replaced; the linked file is not touched. After a failed
 * write the old file is still there, and nothing else; a killed process may leave the {@code .part} file behind.
 * Thread-safe.
 */
public final class WholeFile {
    /** Keeps room for the random part within the 255 bytes of a file name, whatever its letters. */
    private static final int NAME_CHARS_MAX = 50;

    private WholeFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to the stream, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes the text as UTF-8. A lone surrogate, which a worker may have sent, becomes a question mark.
     *
     * @throws FileSystemException which names the file and the reason in words
     */
    public static void write(Path file, String text) throws FileSystemException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the bytes.
     *
     * @throws FileSystemException which names the file and the reason in words
     */
    public static void write(Path file, byte[] bytes) throws FileSystemException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Writes the content. The stream is buffered.
     *
     * @throws FileSystemException which names the file and the reason in words
     */
    public static void write(Path file, Content content) throws FileSystemException {
        Path target = file.toAbsolutePath();
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw failure(file, "it is a folder", null);
        }
        if (isNoRegularFile(target)) {
            throw failure(file, "it exists and is not a regular file", null);
        }
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw failure(
                    file,
                    Files.exists(folder) ? "its parent is a file, not a folder" : "its folder does not exist",
                    null);
        }
        try {
            replace(target, content);
        } catch (IOException e) {
            throw failure(file, FileReason.of(e), e);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path part = target.resolveSibling(partName(target.getFileName().toString()));
        // Opened before the try: a file that somebody else created under this name must not be deleted.
        var channel = Files.newByteChannel(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            try (channel;
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean isNoRegularFile(Path target) {
        boolean isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        boolean leadsNowhere = Files.isSymbolicLink(target) && !Files.exists(target);
        return isThere && !leadsNowhere && !Files.isRegularFile(target);
    }

    private static String partName(String name) {
        String start = name.codePointCount(0, name.length()) <= NAME_CHARS_MAX
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_CHARS_MAX));
        return "." + start + "." + UUID.randomUUID() + ".part";
    }

    private static FileSystemException failure(Path file, String reason, @Nullable IOException cause) {
        var named = new FileSystemException(file.toString(), null, reason);
        if (cause != null) {
            named.initCause(cause);
        }
        return named;
    }
}
