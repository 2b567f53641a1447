package dev.gpuworker.mock.scenario.internal.explain;

import dev.gpuworker.mock.scenario.TimedLine;
import dev.gpuworker.mock.scenario.internal.Shown;
import java.util.List;
import java.util.Locale;

/** Writes time lines as a table. */
public final class Columns {
    private static final int TIME_WIDTH = 32;
    private static final int EVENT_WIDTH = 22;

    private Columns() {}

    /** Returns the table, each line ended. */
    public static String table(List<TimedLine> lines) {
        StringBuilder table = new StringBuilder();
        for (TimedLine line : lines) {
            boolean note = line.medianMillis() < 0 && !line.event().equals("…");
            table.append(note ? row(line.event(), "", line.detail()) : row(time(line), line.event(), line.detail()));
        }
        return table.toString();
    }

    private static String time(TimedLine line) {
        if (line.medianMillis() < 0) {
            return "";
        }
        String since = line.after().isEmpty() ? "" : Shown.line(line.after()) + " opens + ";
        String half = since + millis(line.medianMillis());
        return line.p99Millis() == line.medianMillis() ? half : half + " (p99 " + millis(line.p99Millis()) + ")";
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    static String time(String text) {
        return pad(text, TIME_WIDTH);
    }

    private static String row(String time, String event, String what) {
        return ("  " + time(time) + pad(event, EVENT_WIDTH) + what).stripTrailing() + "\n";
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
