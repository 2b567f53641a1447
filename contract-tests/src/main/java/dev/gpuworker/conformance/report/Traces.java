package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded traffic in files: one per exercise, one JSON document a line, bytes in Base64. Read again by
 * {@code judge}.
 */
public final class Traces {
    /** Name of the folder within that of the report. */
    public static final String FOLDER = "traces";

    /** A trace is at most what a run records; whatever is larger was not written by us. */
    private static final long FILE_BYTES_MAX = 256L << 20;

    private Traces() {}

    static String fileName(String exercise) {
        return exercise.replaceAll("[^A-Za-z0-9._-]", "_") + ".ndjson";
    }

    /** Returns the lines of one exercise's file. */
    static String text(ExerciseRecord made) {
        StringBuilder lines = new StringBuilder();
        TraceLines.write(made).forEach(line -> lines.append(WireJson.text(line)).append('\n'));
        return lines.toString();
    }

    /**
     * Reads what an earlier run recorded.
     *
     * @param reportFolder the folder that the run reported into, or its {@value #FOLDER} folder itself
     * @throws ReportException when there are no traces, or a file isn't one; it names file and line
     */
    public static Recording read(Path reportFolder) {
        Path inner = reportFolder.resolve(FOLDER);
        Path folder = Files.isDirectory(inner) ? inner : reportFolder;
        List<ExerciseRecord> records = new ArrayList<>();
        for (Path file : files(folder)) {
            records.add(readFile(file));
        }
        if (records.isEmpty()) {
            throw new ReportException("no recorded run in " + reportFolder + ": expected " + FOLDER
                    + "/*.ndjson, as `verify --report-dir` writes them");
        }
        return new Recording(records);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ReportException("cannot read the folder " + folder + ": " + ReportException.reason(e), e);
        }
    }

    private static ExerciseRecord readFile(Path file) {
        int number = 0;
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ReportException(file + " has more than " + FILE_BYTES_MAX + " bytes; it is not a trace");
            }
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                lines.add(WireJson.tree(line));
            }
            return TraceLines.read(lines);
        } catch (JsonProcessingException e) {
            throw new ReportException(file + ":" + number + " is not a line of JSON", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ReportException(file + " is not a trace: " + ReportException.reason(e), e);
        }
    }
}
