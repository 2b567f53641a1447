package dev.gpuworker.real.process;

import java.nio.file.Path;
import java.util.List;

/**
 * The evidence that the message of a failed start shows.
 *
 * @param commandLine the command that was run
 * @param logFile the file with its whole output
 * @param lastLines the last lines of the log
 */
record StartEvidence(String commandLine, Path logFile, List<String> lastLines) {
    private static final int LINES_MAX = 20;

    static StartEvidence of(WorkerProcess process) {
        return new StartEvidence(
                process.command().line(), process.log().file(), process.log().lastLines(LINES_MAX));
    }

    String describe() {
        StringBuilder text = new StringBuilder("command: ").append(commandLine).append('\n');
        if (lastLines.isEmpty()) {
            return text.append("its log is empty: ").append(logFile).toString();
        }
        text.append("last ")
                .append(lastLines.size())
                .append(" log lines of ")
                .append(logFile)
                .append(':');
        lastLines.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }
}
