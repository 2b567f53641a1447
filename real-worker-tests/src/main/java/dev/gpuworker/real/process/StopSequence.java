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

/** SIGTERM to the group, the grace, SIGKILL; then whatever the worker left behind. Every step is bounded. */
final class StopSequence {
    /** A worker inside a system call of the GPU's driver can need this long to die even of SIGKILL. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    /** How long a worker's other processes may take to follow it before they count as left behind. */
    static final Duration SETTLE = Duration.ofMillis(300);

    static final Duration POLL = Duration.ofMillis(10);

    /** A single look can miss a process that changes its number while the list is read. */
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
                process.destroy(); // It has not come to lead its group yet.
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

    /** Gives the worker's other processes SIGTERM and a moment; returns those that stay. */
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
     * Kills until three looks in a row have found nobody, group by group: within a group no process can fork itself
     * away from the signal, and none but the worker's are in the groups of its sessions. Who changes groups meanwhile
     * is caught in the next round.
     *
     * @param killed takes in who was killed, the first {@value #NAMED_MAX}
     * @return who was there in the last look
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

    /** Halts and returns who is left: two processes that start each other anew must not see each other die. */
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
