package dev.gpuworker.real.process.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks the first bytes of an executable file before the start. If the kernel refuses a file, the C library's
 * {@code exec} passes it to {@code sh}, which then runs a text or a foreign program as a script.
 */
public final class ProgramFile {
    /** Enough for an ELF program's header and segment table, and for every {@code #!} line that the kernel reads. */
    private static final int HEAD_BYTES = 4096;

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private ProgramFile() {}

    /** Returns why the kernel would not run the file, as the end of a sentence; empty if it would. */
    public static Optional<String> whyNotRunnable(Path path) {
        byte[] head;
        try (InputStream file = Files.newInputStream(path)) {
            head = file.readNBytes(HEAD_BYTES);
        } catch (AccessDeniedException executableButUnreadable) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
        if (head.length == 0) {
            return Optional.of("is empty");
        }
        if (startsWith(head, ELF)) {
            return ElfHead.whyNotRunnable(head, path.toFile().length());
        }
        if (startsWith(head, new byte[] {'#', '!'})) {
            return whyNotRunnableScript(head);
        }
        return Optional.of("is neither an ELF program nor a script with a #! line; it begins with "
                + quoted(Arrays.copyOf(head, Math.min(head.length, 16))));
    }

    private static Optional<String> whyNotRunnableScript(byte[] head) {
        // The kernel ends the line only at a line feed: a carriage return becomes part of the interpreter's name.
        String line = new String(head, StandardCharsets.UTF_8).substring(2).split("\n", 2)[0];
        String interpreter = line.replaceFirst("^[ \t]+", "").split("[ \t]", 2)[0];
        if (interpreter.isEmpty()) {
            return Optional.of("is a script whose #! line names no interpreter");
        }
        if (!Files.isExecutable(Path.of(interpreter))) {
            return Optional.of("is a script whose interpreter '" + Text.printable(interpreter, 100)
                    + "' does not exist (a file with Windows line endings?)");
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static String quoted(byte[] bytes) {
        return "'" + Text.printable(new String(bytes, StandardCharsets.ISO_8859_1), bytes.length) + "'";
    }
}
