package dev.gpuworker.mock.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The process's log: one line per event (M0-W-1900). Logging never waits for the log's reader. Thread-safe. */
final class EventLog implements AutoCloseable {
    /** Enough for any message of this program; longer texts from libraries are cut. */
    private static final int VALUE_CHARS_MAX = 2_000;

    /** A reader that has not read the log by then never will. */
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(1);

    private final LineWriter writer;
    private final LogFormat format;
    private final Clock clock;

    EventLog(LineWriter writer, LogFormat format, Clock clock) {
        this.writer = writer;
        this.format = format;
        this.clock = clock;
    }

    void info(String event, Map<String, ?> fields) {
        log(LogLevel.INFO, event, fields);
    }

    void warn(String message) {
        log(LogLevel.WARN, "warning", Map.of("message", message));
    }

    void log(LogLevel level, String event, Map<String, ?> fields) {
        Map<String, Object> bounded = new TreeMap<>(); // the same order in every line, whatever the map's order
        long dropped = writer.takeDropped();
        if (dropped > 0) {
            bounded.put("lines_dropped_before", dropped);
        }
        fields.forEach((name, value) -> bounded.put(name, bounded(value)));
        writer.write(format.line(clock.instant(), level, event, bounded));
    }

    /** Writes the lines that still wait, for one second at most. */
    @Override
    public void close() {
        writer.close(FLUSH_PATIENCE);
    }

    private static Object bounded(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        String text = value.toString();
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }
}
