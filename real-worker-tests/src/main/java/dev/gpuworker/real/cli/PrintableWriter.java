package dev.gpuworker.real.cli;

import dev.gpuworker.io.PrintableText;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes this program's output for people. It makes text from a worker printable and bounds every line, so no text can
 * move the cursor, change colours or fill the terminal. Thread-safe like every {@link Writer}.
 */
final class PrintableWriter extends Writer {
    /** Fits a long sentence with two paths; the report holds the full texts. */
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
                } else if (line.length() <= 2 * LINE_CHARS_MAX) { // a character takes at most two chars
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
