package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What it took to end a worker and everything that it started.
 *
 * @param signal what was needed
 * @param exit how the worker's own process ended; empty when it would not die even of SIGKILL
 * @param took from the first signal until the worker's process was gone; zero for {@link StopSignal#NONE}
 * @param leftBehind processes of the worker that outlived it and had to be killed: a worker that stops cleanly has none
 * @param survivors processes that were still there after SIGKILL; always empty unless the kernel holds them
 */
public record StopReport(
        StopSignal signal,
        Optional<ExitStatus> exit,
        Duration took,
        List<ProcessName> leftBehind,
        List<ProcessName> survivors) {
    /** Copies the lists. */
    public StopReport {
        leftBehind = List.copyOf(leftBehind);
        survivors = List.copyOf(survivors);
    }

    /** Returns whether SIGTERM or nothing at all was needed, and nothing was left behind. */
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
                    .append(leftBehind)
                    .append(", killed (see ")
                    .append(Troubleshooting.link("left-behind"))
                    .append(')');
        }
        if (!survivors.isEmpty()) {
            text.append("; STILL ALIVE after SIGKILL: ")
                    .append(survivors)
                    .append(" (see ")
                    .append(Troubleshooting.link("survivors"))
                    .append(')');
        }
        return text.toString();
    }
}
