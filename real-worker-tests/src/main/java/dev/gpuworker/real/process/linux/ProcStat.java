package dev.gpuworker.real.process.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One line of {@code /proc/<pid>/stat}, see proc(5). Pid and start time together identify a process uniquely. */
public record ProcStat(long pid, String name, char state, long parent, long group, long session, long startTicks) {
    /** Reads the line of a folder {@code /proc/<pid>}; empty if the process is gone. */
    public static Optional<ProcStat> read(Path folder) {
        try {
            return parse(new String(Files.readAllBytes(folder.resolve("stat")), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Parses from the last parenthesis on, because a program's name may contain blanks, parentheses and line breaks.
     */
    public static Optional<ProcStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 1).strip().split(" ", -1);
        if (fields.length < 20) {
            return Optional.empty();
        }
        return Optional.of(new ProcStat(
                Long.parseLong(line.substring(0, open).strip()),
                line.substring(open + 1, close),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19])));
    }

    /** Returns the session of this JVM; 0 if it can't be read. */
    public static long ownSession() {
        return read(Path.of("/proc/self")).map(ProcStat::session).orElse(0L);
    }

    /** Returns whether the process has ended, whether or not its parent has reaped it. */
    public boolean isDead() {
        return state == 'Z' || state == 'X';
    }

    /**
     * Returns whether both lines describe the same process: a pid may be reused, a pid with the same start time is not.
     */
    public boolean isSameProcess(ProcStat other) {
        return pid == other.pid && startTicks == other.startTicks;
    }

    /** Returns the pid and the printable name. */
    public ProcessName processName() {
        return new ProcessName(pid, Text.printable(name, 15));
    }
}
