package dev.gpuworker.real.process;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.real.process.linux.ProcStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of one worker: those of its session, those that carry its mark in their environment (a double fork or
 * {@code setsid} leaves the session, but keeps the mark), and those once seen among its descendants.
 */
final class WorkerFamily {
    private static final Path PROC = Path.of("/proc");

    /** Enough for a few dozen generations of a process that lives for 0.2 ms. */
    private static final Duration HUNT = Duration.ofMillis(6);

    private static final int CAUGHT_MAX = 20;
    /** Other programs that start processes meanwhile push the wanted process a few places back. */
    private static final int NEWEST = 4;

    private final long leader;
    private final Optional<ProcStat> leaderAtStart;
    private final String mark;
    private final List<ProcStat> seen = new ArrayList<>();

    WorkerFamily(long leader, String mark) {
        this.leader = leader;
        this.leaderAtStart = ProcStat.read(PROC.resolve(Long.toString(leader)));
        this.mark = mark;
    }

    /** Remembers every living descendant, so that it is still recognised once its parent is gone. */
    void noteDescendants() {
        List<ProcStat> all = living();
        Set<Long> below = new HashSet<>(Set.of(leader));
        boolean grew = true;
        while (grew) {
            grew = all.stream().filter(process -> below.contains(process.parent())).map(ProcStat::pid).toList().stream()
                    .map(below::add)
                    .reduce(false, Boolean::logicalOr);
        }
        all.stream().filter(process -> below.contains(process.pid())).forEach(seen::add);
    }

    /** Returns the start time of the worker's process in clock ticks; 0 if it had ended before it could be read. */
    long startTicks() {
        return leaderAtStart.map(ProcStat::startTicks).orElse(0L);
    }

    /** Returns the living processes of the worker, including the leader while it lives. */
    List<ProcStat> members() {
        boolean sessionIsOurs = sessionIsOurs();
        return living().stream()
                .filter(process -> (sessionIsOurs && process.session() == leader) || isMember(process))
                .toList();
    }

    /**
     * Kills the worker's group without a scan. Within a group no process can fork itself away from the signal, but a
     * scan of {@code /proc} misses processes that come and go meanwhile.
     */
    void killGroup() {
        if (sessionIsOurs()) {
            Signals.sendToGroup("KILL", leader);
        }
    }

    /**
     * Kills the worker's processes among the newest on the machine, within a few milliseconds. A process that lives for
     * a fraction of a millisecond and leaves another in a new session appears in no list of processes: it is gone
     * before its pid is read.
     *
     * @return the worker's processes that were seen, dead or alive
     */
    List<ProcStat> killNewest() {
        List<ProcStat> caught = new ArrayList<>();
        Deadline deadline = Deadline.after(HUNT);
        while (!deadline.hasPassed() && caught.size() < CAUGHT_MAX) {
            long newest = newestPid();
            for (long pid = newest + 1; pid > newest - NEWEST; pid--) {
                Path folder = PROC.resolve(Long.toString(pid));
                if (folder.toFile().exists() && carriesMark(folder)) {
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                    caught.add(ProcStat.read(folder).orElse(new ProcStat(pid, "?", 'X', 0, 0, 0, 0)));
                }
            }
        }
        return caught;
    }

    /** Returns the newest pid, the fifth field of {@code /proc/loadavg}; 0 if it can't be read. */
    private static long newestPid() {
        try {
            String[] fields = Files.readString(PROC.resolve("loadavg")).strip().split(" ", -1);
            return fields.length < 5 ? 0 : Long.parseLong(fields[4]);
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }

    /**
     * No new process gets a pid that is still in use as a session. So the session is ours unless another process leads
     * it.
     */
    private boolean sessionIsOurs() {
        Optional<ProcStat> now = ProcStat.read(PROC.resolve(Long.toString(leader)));
        return now.isEmpty() || leaderAtStart.filter(now.get()::isSameProcess).isPresent();
    }

    private boolean isMember(ProcStat process) {
        return seen.stream().anyMatch(process::isSameProcess)
                || carriesMark(PROC.resolve(Long.toString(process.pid())));
    }

    private boolean carriesMark(Path folder) {
        try {
            String environment = new String(Files.readAllBytes(folder.resolve("environ")), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static List<ProcStat> living() {
        List<ProcStat> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            folders.forEach(folder -> ProcStat.read(folder).ifPresent(all::add));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot list /proc, which the harness needs to find a worker's processes", e);
        }
        all.removeIf(ProcStat::isDead);
        return all;
    }
}
