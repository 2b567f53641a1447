package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Progress;
import dev.gpuworker.real.process.WorkerLog;
import java.util.HashMap;
import java.util.Map;

/** Splits a worker's log by exercise. Not thread-safe: a run calls it from its own thread. */
final class ExerciseLogs implements Progress {
    private static final int LINES_MAX = 30;

    private final WorkerLog log;
    private final Map<String, String> logs = new HashMap<>();
    private String running = "";
    private long fromByte;

    ExerciseLogs(WorkerLog log) {
        this.log = log;
    }

    @Override
    public void begins(Exercise exercise, int number, int count) {
        cut();
        running = exercise.name();
    }

    /** Ends the last exercise, and returns what was logged during each. */
    Map<String, String> end() {
        cut();
        return Map.copyOf(logs);
    }

    private void cut() {
        if (!running.isEmpty()) {
            logs.put(running, String.join("\n", log.linesFrom(fromByte, LINES_MAX)));
        }
        fromByte = log.sizeBytes();
    }
}
