package dev.gpuworker.mock.scenario.internal.explain;

import java.util.Locale;

/** The columns of a time line. */
final class Columns {
    private static final int TIME_WIDTH = 32;
    private static final int EVENT_WIDTH = 22;

    private Columns() {}

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", (double) nanos / 1e6);
    }

    static String time(String text) {
        return pad(text, TIME_WIDTH);
    }

    static String row(String time, String event, String what) {
        return ("  " + time(time) + pad(event, EVENT_WIDTH) + what).stripTrailing() + "\n";
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
