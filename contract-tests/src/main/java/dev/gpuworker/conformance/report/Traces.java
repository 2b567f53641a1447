package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.io.FileReason;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.wire.WireJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded traffic in files: one per exercise, one JSON document per line, bytes in Base64. {@code judge} reads
 * them.
 */
public final class Traces {
    /** Name of the traces folder in the report's folder. */
    public static final String FOLDER = "traces";

    /** More than a run records in Base64 with the time of each piece; it fits into a heap of 256 MB when decoded. */
    private static final long BYTES_MAX = 64L << 20;
    /** Fits a request body of 512 KiB whose bytes are each escaped with six. */
    private static final int LINE_BYTES_MAX = 4 << 20;

    private Traces() {}

    static String fileName(String exercise) {
        return exercise.replaceAll("[^A-Za-z0-9._-]", "_") + ".ndjson";
    }

    /** Writes the lines of one exercise's file; holds only one of them in memory. */
    static void write(ExerciseRecord made, OutputStream out) throws IOException {
        try {
            TraceLines.write(made, line -> {
                try {
                    out.write((PrintableText.of(WireJson.text(line)) + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads the recording of an earlier run.
     *
     * @param reportFolder the run's report folder, or its {@value #FOLDER} folder
     * @throws ReportException if there are no traces, or if a file is not a trace; it names file and line
     */
    public static Recording read(Path reportFolder) {
        Path inner = reportFolder.resolve(FOLDER);
        Path folder = Files.isDirectory(inner) ? inner : reportFolder;
        List<ExerciseRecord> records = new ArrayList<>();
        RecordedBytes budget = new RecordedBytes();
        for (Path file : files(folder)) {
            records.add(readFile(file, budget));
        }
        if (records.isEmpty()) {
            throw new ReportException("no recorded run in " + PrintableText.line(reportFolder.toString())
                    + ": expected " + FOLDER + "/*.ndjson, as `verify --report-dir` writes them");
        }
        return new Recording(records);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ReportException(
                    "cannot read the folder " + PrintableText.line(folder.toString()) + ": "
                            + ReportException.reason(e),
                    e);
        }
    }

    private static ExerciseRecord readFile(Path file, RecordedBytes budget) {
        int number = 0;
        String name = PrintableText.line(file.toString());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            TraceLines.Reader reader = new TraceLines.Reader();
            for (byte[] line = line(in); line.length > 0; line = line(in)) {
                number++;
                budget.take(line.length);
                reader.line(WireJson.tree(TextFiles.decode(name, line)));
            }
            return reader.whole();
        } catch (JsonProcessingException e) {
            throw new ReportException(name + ":" + number + " is not a line of JSON", e);
        } catch (TextFileException e) {
            throw new ReportException(name + " is not a trace: " + e.problem(), e);
        } catch (IOException e) {
            throw new ReportException(name + " is not a trace: " + FileReason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new ReportException(name + " is not a trace: " + PrintableText.excerpt(e.getMessage() + "", 300), e);
        }
    }

    /** Returns the next line with its line feed, or nothing at the end; stops reading a line that is too long. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new IllegalArgumentException("a line has more than " + LINE_BYTES_MAX + " bytes");
            }
        }
        return line.toByteArray();
    }

    /** Counts the bytes that are read from a folder. For one thread. */
    private static final class RecordedBytes {
        private long taken;

        void take(int bytes) {
            taken += bytes;
            if (taken > BYTES_MAX) {
                throw new IllegalArgumentException(
                        "the folder has more than " + (BYTES_MAX >> 20) + " MiB of traces, more than a run records");
            }
        }
    }
}
