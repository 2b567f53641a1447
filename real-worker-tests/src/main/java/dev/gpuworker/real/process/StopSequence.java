package dev.gpuworker.real.process;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.real.process.linux.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends SIGTERM to the group, waits for the grace, sends SIGKILL, then kills whatever the worker left behind. Every
 * step is bounded.
 */
final class StopSequence {
    /** A worker inside a system call of the GPU driver can take this long to die, even after SIGKILL. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    /** How long a worker's other processes may take to end after it before they count as left behind. */
    static final Duration SETTLE = Duration.ofMillis(300);

    static final Duration POLL = Duration.ofMillis(10);

    /** One scan can miss a process that changes its pid while the list is read. */
    private static final int LOOKS = 3;

    private static final int HALTS_MAX = 5;
    private static final int NAMED_MAX = 100;

    private final Process process;
    private final WorkerFamily family;

    StopSequence(Process process, WorkerFamily family) {
        this.process = process;
        this.family = family;
    }

    StopReport run(Duration grace) {
        StopSignal signal = StopSignal.NONE;
        Deadline clock = Deadline.after(grace);
        if (process.isAlive()) {
            family.noteDescendants();
            signal = StopSignal.TERM;
            if (!Signals.sendToGroup("TERM", process.pid())) {
                process.destroy(); // It does not lead its group yet.
            }
            if (!Waiting.forExit(process, clock.remaining())) {
                signal = StopSignal.KILL;
                Signals.sendToGroup("KILL", process.pid());
                process.destroyForcibly();
                Waiting.forExit(process, KILL_PATIENCE);
            }
        }
        Duration took = signal == StopSignal.NONE ? Duration.ZERO : clock.elapsed();
        List<ProcStat> leftBehind = signal == StopSignal.KILL ? List.of() : settle();
        Set<ProcessName> outlivers = new LinkedHashSet<>(names(leftBehind));
        List<ProcStat> survivors = killAll(signal == StopSignal.KILL ? new HashSet<>() : outlivers);
        Optional<ExitStatus> exit =
                process.isAlive() ? Optional.empty() : Optional.of(ExitStatus.of(process.exitValue()));
        return new StopReport(signal, exit, took, List.copyOf(outlivers), names(survivors));
    }

    /** Sends SIGTERM to the worker's other processes and waits a moment; returns those that stay. */
    private List<ProcStat> settle() {
        List<ProcStat> left = family.members();
        left.forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroy));
        Deadline deadline = Deadline.after(SETTLE);
        while (!left.isEmpty() && !deadline.hasPassed()) {
            Waiting.pause(POLL);
            left = family.members();
        }
        return left;
    }

    /**
     * Kills group by group until three scans in a row find nobody. Within a group no process can fork itself away from
     * the signal, and the groups of the worker's sessions hold only its processes. A process that changes groups
     * meanwhile is caught in the next round.
     *
     * @param killed collects the killed processes, the first {@value #NAMED_MAX}
     * @return the processes that the last scan found
     */
    private List<ProcStat> killAll(Set<ProcessName> killed) {
        Deadline deadline = Deadline.after(KILL_PATIENCE);
        family.killGroup();
        List<ProcStat> left = halted();
        for (int quiet = 0; quiet < LOOKS; quiet = left.isEmpty() ? quiet + 1 : 0) {
            if (deadline.hasPassed()) {
                return left;
            }
            names(left).stream().limit(Math.max(0, NAMED_MAX - killed.size())).forEach(killed::add);
            Signals.sendToAll("KILL", left);
            Waiting.pause(POLL);
            List<ProcStat> caught = family.killNewest();
            left = halted();
            left = left.isEmpty() ? caught : left;
        }
        return List.of();
    }

    /**
     * Halts and returns the processes that are left: two processes that restart each other must not see each other die.
     */
    private List<ProcStat> halted() {
        List<ProcStat> left = family.members();
        Set<Long> halted = new HashSet<>();
        for (int round = 0; round < HALTS_MAX && !left.isEmpty(); round++) {
            List<ProcStat> running =
                    left.stream().filter(process -> halted.add(process.pid())).toList();
            if (running.isEmpty()) {
                return left;
            }
            Signals.sendToAll("STOP", running);
            left = family.members();
        }
        return left;
    }

    private static List<ProcessName> names(List<ProcStat> processes) {
        return processes.stream().map(ProcStat::processName).toList();
    }
}
