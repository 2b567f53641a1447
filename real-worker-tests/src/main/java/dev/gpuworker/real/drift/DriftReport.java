package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.drift.Difference.Severity;
import dev.gpuworker.wire.WireJson;
import java.util.Comparator;
import java.util.List;

/**
 * The differences between mock and real worker.
 *
 * @param worker the worker that was recorded
 * @param requests how many requests were sent to both
 * @param differences the most severe first
 * @param notes one sentence for everything that could not be recorded as it came
 */
public record DriftReport(String worker, int requests, List<Difference> differences, List<String> notes) {
    /** Fits a status line, a few types or an error message; the recording holds the full values. */
    private static final int CELL_CHARS_MAX = 300;

    /** Sorts the differences. */
    public DriftReport {
        notes = List.copyOf(notes);
        differences = differences.stream()
                .sorted(Comparator.comparing(Difference::severity))
                .toList();
    }

    /** Returns whether any difference is critical. */
    public boolean isRed() {
        return count(Severity.CRITICAL) > 0;
    }

    /** Returns how many differences have this severity. */
    public long count(Severity severity) {
        return differences.stream()
                .filter(difference -> difference.severity() == severity)
                .count();
    }

    /** Returns the counts in one line. */
    public String headline() {
        return (isRed() ? "DRIFT" : "NO CRITICAL DRIFT") + ": " + count(Severity.CRITICAL) + " critical, "
                + count(Severity.WARNING) + " warning, " + count(Severity.INFO) + " info; " + requests
                + " requests to " + worker + " and to the mock";
    }

    /** Returns the report for people, in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Drift: mock against real\n\n")
                .append(markdown(headline()))
                .append(".\n");
        notes.forEach(note -> text.append("\nNote: ").append(markdown(note)).append(".\n"));
        if (!differences.isEmpty()) {
            text.append("\n| severity | request | path | mock | real |\n|---|---|---|---|---|\n");
        }
        for (Difference difference : differences) {
            text.append("| ").append(difference.severity().word());
            for (String cell : List.of(difference.request(), difference.path(), difference.mock(), difference.real())) {
                text.append(" | ").append(markdown(cell));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** Returns text from a worker bounded, printable and on one line, with Markdown and HTML markup escaped. */
    private static String markdown(String text) {
        StringBuilder safe = new StringBuilder();
        PrintableText.excerpt(text.strip().replaceAll("\\s+", " "), CELL_CHARS_MAX)
                .chars()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        case '|', '`', '*', '[', ']', '~', '\\', '!' ->
                            safe.append('\\').append((char) c);
                        default -> safe.append((char) c);
                    }
                });
        return safe.toString();
    }

    /** Returns the report for machines. */
    public String json() {
        ObjectNode json = WireJson.object().put("worker", worker).put("requests", requests);
        var list = json.putArray("differences");
        differences.forEach(difference -> list.addObject()
                .put("severity", difference.severity().word())
                .put("request", difference.request())
                .put("path", difference.path())
                .put("mock", difference.mock())
                .put("real", difference.real()));
        var said = json.putArray("notes");
        notes.forEach(said::add);
        return PrintableText.of(WireJson.text(json)) + "\n";
    }
}
