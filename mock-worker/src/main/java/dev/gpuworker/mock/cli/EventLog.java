package dev.gpuworker.mock.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process's log: one line an event (M0-W-1900). Whoever logs never waits for the reader of the log. Thread-safe.
 */
final class EventLog implements AutoCloseable {
    /** Enough for any message of ours; longer texts of libraries are cut. */
    private static final int VALUE_CHARS_MAX = 2_000;

    /** A reader that has not emptied the log by then will not. */
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
        Map<String, Object> bounded = new TreeMap<>(); // the same order in every line, whatever map they came in
        long dropped = writer.takeDropped();
        if (dropped > 0) {
            bounded.put("lines_dropped_before", dropped);
        }
        fields.forEach((name, value) -> bounded.put(name, bounded(value)));
        writer.write(format.line(clock.instant(), level, event, bounded));
    }

    /** Writes what is still waiting, for a second at most. */
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
