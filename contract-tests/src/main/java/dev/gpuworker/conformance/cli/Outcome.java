package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.JsonReport;
import dev.gpuworker.conformance.report.ReportFolder;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Tells a report: into its folder, and as summary or JSON on the command line. */
record Outcome(PrintWriter out, boolean json, @Nullable ReportFolder folder) {
    /** Returns the exit code. */
    int tell(ConformanceReport report) {
        if (folder != null) {
            folder.write(report);
        }
        if (json) {
            out.println(JsonReport.write(report));
        } else {
            out.println(PrintableText.of(Summary.of(report)));
            if (folder != null) {
                out.println("report: " + folder.page());
            }
        }
        return report.exitCode();
    }
}
