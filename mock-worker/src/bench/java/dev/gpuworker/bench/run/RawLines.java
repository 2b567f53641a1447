package dev.gpuworker.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.figure.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Appends one JSON line per measurement, at once, so that an interrupted run keeps its results. */
final class RawLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    RawLines(Path file, boolean append) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!append) {
            Files.deleteIfExists(file);
        }
    }

    void add(int round, Measurement measurement) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("load_average", ProcFiles.loadAverage());
        line.put("round", round);
        line.put("figure", measurement.figure());
        line.put("subject", measurement.subject());
        line.put("load", measurement.load());
        measurement.values().forEach((name, value) -> line.put(name, rounded(value)));
        String text = JSON.writeValueAsString(line);
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Console.say(text);
    }

    /** For milliseconds, three digits after the point are microseconds; more would only look exact. */
    private static Object rounded(Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        return number.isNaN() ? "none" : Math.round(number * 1000) / 1000.0;
    }
}
