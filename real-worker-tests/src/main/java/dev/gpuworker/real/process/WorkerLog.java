package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Text;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A worker's standard output and error, in one file. Reads are bounded and accept anything: bytes that are not UTF-8
 * and control characters are returned as U+FFFD. Thread-safe.
 */
public final class WorkerLog {
    /** Enough for a CUDA error with its stack; the whole log is on disk. */
    private static final int TAIL_BYTES_MAX = 256 * 1024;

    private static final int LINE_CHARS_MAX = 500;
    /** A log is cut once every 62 MiB, so even a flooded log is not cut this often while its tail is read. */
    private static final int CUTS_MAX = 3;

    private final Path file;

    WorkerLog(Path file) {
        this.file = file;
    }

    /** Returns the log of an earlier worker; the file need not exist. */
    public static WorkerLog at(Path file) {
        return new WorkerLog(file);
    }

    /** Returns the file, which grows while the worker runs. */
    public Path file() {
        return file;
    }

    /** Returns how much was written so far, in bytes; 0 if the file cannot be read. */
    public long sizeBytes() {
        return file.toFile().length();
    }

    /** Returns the last lines, oldest first; empty if there are none or the file cannot be read. */
    public List<String> lastLines(int linesMax) {
        return linesFrom(0, linesMax);
    }

    /** Returns the last of the lines that begin at this byte or after it, oldest first. */
    public List<String> linesFrom(long fromByte, int linesMax) {
        List<String> lines = Arrays.stream(tail(fromByte).split("\r\n|\r|\n"))
                .map(line -> Text.printable(line, LINE_CHARS_MAX))
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - linesMax), lines.size());
    }

    /**
     * Returns whether any of the last lines contains the text, ignoring case. JSON escapes count as the characters that
     * they stand for, because many JSON writers escape slashes and everything beyond ASCII.
     */
    public boolean tailContains(String text) {
        String tail = tail(0);
        String sought = text.toLowerCase(Locale.ROOT);
        return tail.toLowerCase(Locale.ROOT).contains(sought)
                || Text.withoutJsonEscapes(tail).toLowerCase(Locale.ROOT).contains(sought);
    }

    private String tail(long fromByte) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long lengthBefore = log.length();
            String tail = tail(log, fromByte);
            for (int again = 0; again < CUTS_MAX && log.length() < lengthBefore; again++) {
                lengthBefore = log.length(); // the log was cut during the read, so its tail has moved
                tail = tail(log, fromByte);
            }
            return tail;
        } catch (IOException e) {
            return "(the log " + file + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String tail(RandomAccessFile log, long fromByte) throws IOException {
        // A log that has become shorter was cut to bound it; then only its tail is known.
        long from = fromByte <= log.length() ? fromByte : 0;
        log.seek(Math.max(from, log.length() - TAIL_BYTES_MAX));
        byte[] bytes = new byte[TAIL_BYTES_MAX];
        int length = 0;
        int read = log.read(bytes, 0, bytes.length);
        while (read > 0) {
            length += read;
            read = log.read(bytes, length, bytes.length - length);
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
