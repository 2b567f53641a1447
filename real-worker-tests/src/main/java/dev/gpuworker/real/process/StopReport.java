package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reports how a worker and everything that it started was ended.
 *
 * @param signal the signal that was needed
 * @param exit how the worker's own process ended; empty if even SIGKILL did not end it
 * @param took time from the first signal until the worker's process was gone; zero for {@link StopSignal#NONE}
 * @param leftBehind processes of the worker that outlived it and had to be killed, at most 100; a worker that stops
 *     cleanly leaves none
 * @param survivors processes that were still there after 30 s of SIGKILL; always empty unless the kernel holds them, or
 *     they restart themselves faster than a signal reaches them
 */
public record StopReport(
        StopSignal signal,
        Optional<ExitStatus> exit,
        Duration took,
        List<ProcessName> leftBehind,
        List<ProcessName> survivors) {
    private static final int NAMED_MAX = 10;

    /** Copies the lists. */
    public StopReport {
        leftBehind = List.copyOf(leftBehind);
        survivors = List.copyOf(survivors);
    }

    /** Returns whether the worker needed at most SIGTERM and left nothing behind. */
    public boolean isClean() {
        return signal != StopSignal.KILL && leftBehind.isEmpty() && survivors.isEmpty();
    }

    /** Returns one sentence for a report or a failure message. */
    public String describe() {
        StringBuilder text = new StringBuilder("worker ")
                .append(exit.map(ExitStatus::describe).orElse("would not die"))
                .append(signal.describe())
                .append(signal == StopSignal.NONE ? "" : " after " + Text.seconds(took));
        if (!leftBehind.isEmpty()) {
            text.append("; it left behind ")
                    .append(some(leftBehind))
                    .append(", killed (see ")
                    .append(Troubleshooting.link("left-behind"))
                    .append(')');
        }
        if (!survivors.isEmpty()) {
            text.append("; STILL ALIVE after SIGKILL: ")
                    .append(some(survivors))
                    .append(" (see ")
                    .append(Troubleshooting.link("survivors"))
                    .append(')');
        }
        return text.toString();
    }

    /** Names only the first ten, because a fork bomb leaves thousands. */
    private static String some(List<ProcessName> processes) {
        String more = processes.size() > NAMED_MAX ? " and " + (processes.size() - NAMED_MAX) + " more" : "";
        return processes.stream().limit(NAMED_MAX).toList() + more;
    }
}
