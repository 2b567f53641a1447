package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.real.process.WorkerLog;
import java.util.ArrayList;
import java.util.List;

/** Collects what was judged beside the rules, each with the log of the process that was judged. Not thread-safe. */
final class Checks {
    /** A start, a job and an end; the whole log is in the report's folder. */
    private static final int LOG_LINES_MAX = 40;

    private final List<ReportSection.Row> rows = new ArrayList<>();
    private String log = "";

    /** Tells whose log stands beside what is judged from now on, as it is now. */
    void readLog(WorkerLog worker) {
        log = String.join("\n", worker.lastLines(LOG_LINES_MAX));
    }

    /** What is judged: a stable id, the contract's ids, the promise, where to look when it is broken. */
    record Promise(String id, List<String> requirements, String title, String hint) {}

    void judge(Promise promise, boolean kept, String expected, String actual) {
        add(promise, kept ? "passed" : "failed", !kept, expected, actual);
    }

    void couldNotRun(Promise promise, String why) {
        add(promise, "could-not-run", true, "", why);
    }

    void add(Promise promise, String verdict, boolean red, String expected, String actual) {
        rows.add(new ReportSection.Row(
                promise.id(),
                promise.requirements(),
                promise.title(),
                verdict,
                red,
                expected,
                actual,
                red || verdict.equals("warned") ? promise.hint() : "",
                log));
    }

    List<ReportSection.Row> rows() {
        return List.copyOf(rows);
    }
}
