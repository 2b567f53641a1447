package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.FlatJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The format of a log line. */
enum LogFormat {
    /** One JSON object per line (M0-W-1900). */
    JSON {
        @Override
        String line(Instant at, LogLevel level, String event, Map<String, ?> fields) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("timestamp", at.toString());
            line.put("level", level.name().toLowerCase(Locale.ROOT));
            line.put("event", event);
            line.putAll(fields);
            // JSON has no such character outside strings, and this is its escape inside one.
            return PrintableText.line(FlatJson.text(line));
        }
    },
    /** One line per event for people: time, level, event, then {@code name=value} pairs. */
    TEXT {
        @Override
        String line(Instant at, LogLevel level, String event, Map<String, ?> fields) {
            var line = new StringBuilder(at.toString());
            line.append(' ').append(level).append(' ').append(event);
            fields.forEach((name, value) ->
                    line.append(' ').append(name).append('=').append(printable(String.valueOf(value))));
            return line.toString();
        }
    };

    /** Returns the line without a line end; no value can split it. */
    abstract String line(Instant at, LogLevel level, String event, Map<String, ?> fields);

    private static String printable(String value) {
        String plain = PrintableText.line(value);
        return plain.indexOf(' ') < 0 ? plain : '"' + plain.replace("\"", "\\\"") + '"';
    }
}
