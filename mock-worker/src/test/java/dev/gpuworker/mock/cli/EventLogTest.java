package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.io.PrintableText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @Test
    void aJsonLineHasTimeLevelAndEventAndThenItsFieldsByName() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", "w");
        fields.put("percent", 25);
        fields.put("mock", true);

        assertThat(logged(LogFormat.JSON, fields))
                .isEqualTo("{\"timestamp\":\"2026-01-02T03:04:05Z\",\"level\":\"info\",\"event\":\"ready\","
                        + "\"mock\":true,\"percent\":25,\"worker_id\":\"w\"}\n");
    }

    @Test
    void aTextLineStaysOneLineWhateverItsValuesHold() {
        assertThat(logged(LogFormat.TEXT, Map.of("message", "two words\nand \"more\"")))
                .isEqualTo("2026-01-02T03:04:05Z INFO ready message=\"two words\\u000aand \\\"more\\\"\"\n");
    }

    @Test
    void noFormatPassesOnWhatCouldChangeATerminal() {
        Map<String, Object> fields = Map.of("job_id", "\u001b[31m\u009b\0\u202e\u2028\u0085\ud83d");

        assertThat(logged(LogFormat.TEXT, fields))
                .endsWith("job_id=\\u001b[31m\\u009b\\u0000\\u202e\\u2028\\u0085\\ud83d\n");
        assertThat(logged(LogFormat.JSON, fields).replace("\n", "").codePoints())
                .allMatch(PrintableText::isPrintable);
    }

    @Test
    void aLongValueIsCut() {
        assertThat(logged(LogFormat.JSON, Map.of("message", "x".repeat(100_000))))
                .hasSizeLessThan(2_200);
    }

    private static String logged(LogFormat format, Map<String, Object> fields) {
        var out = new ByteArrayOutputStream();
        try (var log = new EventLog(new LineWriter(out), format, CLOCK)) {
            log.info("ready", fields);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
