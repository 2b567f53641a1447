package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.real.process.WorkerLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the results of all checks except the rules, each with the log of the judged process. Not thread-safe. */
final class Checks {
    /** Enough for a start, a job and an end; the report's folder has the whole log. */
    private static final int LOG_LINES_MAX = 40;

    private final List<Checked> all = new ArrayList<>();
    private String log = "";

    /** Attaches this log, as it is now, to all following checks. */
    void readLog(WorkerLog worker) {
        log = String.join("\n", worker.lastLines(LOG_LINES_MAX));
    }

    String log() {
        return log;
    }

    void judge(Check check, boolean kept, String expected, String actual) {
        add(check, kept ? new Verdict.Passed(actual) : check.broken(expected, actual, List.of()));
    }

    void couldNotRun(Check check, String why) {
        add(check, new Verdict.CouldNotRun(why));
    }

    void add(Check check, Verdict verdict) {
        add(new Checked(check, verdict, Duration.ZERO, log));
    }

    void add(Checked checked) {
        all.add(checked);
    }

    List<Checked> all() {
        return List.copyOf(all);
    }
}
