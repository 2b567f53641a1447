package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.FlatJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a log line looks. */
enum LogFormat {
    /** One JSON object a line (M0-W-1900). */
    JSON {
        @Override
        String line(Instant at, LogLevel level, String event, Map<String, ?> fields) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("timestamp", at.toString());
            line.put("level", level.name().toLowerCase(Locale.ROOT));
            line.put("event", event);
            line.putAll(fields);
            // Outside of strings JSON has no such character, and within one this is how JSON writes it.
            return PrintableText.line(FlatJson.text(line));
        }
    },
    /** One line for people: time, level, event, then {@code name=value}. */
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

    /** Returns the line, without a line end; no value can break it into two. */
    abstract String line(Instant at, LogLevel level, String event, Map<String, ?> fields);

    private static String printable(String value) {
        String plain = PrintableText.line(value);
        return plain.indexOf(' ') < 0 ? plain : '"' + plain.replace("\"", "\\\"") + '"';
    }
}
