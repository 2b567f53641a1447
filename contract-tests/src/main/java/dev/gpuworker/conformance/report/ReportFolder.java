package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.io.FileReason;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a run's report: {@code report.json}, {@code junit.xml}, {@code report.html} and {@code traces/}. Each
 * file is written completely or not at all.
 */
public final class ReportFolder {
    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** Creates the folder and checks that it is writable before the run starts. Throws {@link ReportException}. */
    public static ReportFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve(Traces.FOLDER));
            Path probe = Files.createTempFile(folder, ".probe", "");
            Files.delete(probe);
            return new ReportFolder(folder);
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write into the report folder " + PrintableText.line(folder.toString()) + ": "
                            + ReportException.reason(e),
                    e);
        }
    }

    /** Writes all files and replaces those of an earlier run. Throws {@link ReportException}, which names the file. */
    public void write(ConformanceReport report) {
        for (ExerciseRecord made : report.recording().records()) {
            file(Path.of(Traces.FOLDER, Traces.fileName(made.exercise())), out -> Traces.write(made, out));
        }
        file(Path.of("run.json"), PrintableText.of(WireJson.text(RunFile.of(report))));
        file(Path.of("report.json"), JsonReport.write(report) + "\n");
        file(Path.of("junit.xml"), JunitXml.write(report));
        file(Path.of("report.html"), HtmlReport.write(report));
    }

    /** Returns the path of the HTML page. */
    public Path page() {
        return folder.resolve("report.html");
    }

    private void file(Path name, WholeFile.Content content) {
        Path target = folder.resolve(name);
        try {
            WholeFile.write(target, content);
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write " + PrintableText.line(target.toString()) + ": " + FileReason.of(e), e);
        }
    }

    private void file(Path name, String text) {
        // A lone surrogate, which a worker may have sent, becomes a question mark.
        file(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
