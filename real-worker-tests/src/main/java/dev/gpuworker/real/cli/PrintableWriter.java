package dev.gpuworker.real.cli;

import dev.gpuworker.io.PrintableText;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * What this program prints for people: whatever a worker sent is made printable here, and every line is bounded, so
 * that no text can move the cursor, change colours or fill the terminal. Thread-safe as every {@link Writer}.
 */
final class PrintableWriter extends Writer {
    /** A long sentence with two paths; whole texts are in the report. */
    static final int LINE_CHARS_MAX = 1000;

    private final PrintWriter out;
    private final StringBuilder line = new StringBuilder(); // guarded by lock

    private PrintableWriter(PrintWriter out) {
        this.out = out;
    }

    static PrintableWriter over(PrintWriter out) {
        return new PrintableWriter(out);
    }

    PrintWriter printWriter() {
        return new PrintWriter(this, true);
    }

    @Override
    public void write(char[] chars, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (chars[i] == '\n') {
                    endLine("\n");
                } else if (line.length() <= 2 * LINE_CHARS_MAX) { // a character is at most two of these
                    line.append(chars[i]);
                }
            }
        }
    }

    private void endLine(String end) {
        out.print((line.length() == 0 ? "" : PrintableText.excerpt(line.toString(), LINE_CHARS_MAX)) + end);
        line.setLength(0);
    }

    @Override
    public void flush() {
        synchronized (lock) {
            if (line.length() > 0) {
                endLine("");
            }
            out.flush();
        }
    }

    @Override
    public void close() {
        flush();
    }
}
