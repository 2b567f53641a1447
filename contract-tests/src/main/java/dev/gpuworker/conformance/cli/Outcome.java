package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.JsonReport;
import dev.gpuworker.conformance.report.ReportException;
import dev.gpuworker.conformance.report.ReportFolder;
import dev.gpuworker.conformance.report.ReportText;
import dev.gpuworker.io.PrintableText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Writes a report into its folder, and prints it as summary or JSON. */
record Outcome(
        PrintWriter out,
        PrintWriter err,
        boolean json,
        @Nullable ReportFolder folder) {
    /** Returns the exit code. */
    int tell(ConformanceReport report) {
        @Nullable ReportException lost = written(report);
        if (json) {
            out.println(JsonReport.write(report));
        } else {
            out.println(ReportText.of(report));
            if (folder != null && lost == null) {
                out.println("report: " + PrintableText.line(folder.page().toString()));
            }
        }
        if (out.checkError()) {
            err.println(PrintableText.line(report.headline()));
        }
        if (lost != null) {
            throw lost;
        }
        return report.outcome().exitCode();
    }

    /** Prints the verdict first, so that it is not lost if the report cannot be written. */
    private @Nullable ReportException written(ConformanceReport report) {
        try {
            if (folder != null) {
                folder.write(report);
            }
            return null;
        } catch (ReportException e) {
            return e;
        }
    }
}
