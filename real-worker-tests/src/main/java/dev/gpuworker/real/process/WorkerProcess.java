package dev.gpuworker.real.process;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.io.FileReason;
import dev.gpuworker.real.process.linux.HostMemory;
import dev.gpuworker.real.process.linux.LogBound;
import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.real.process.linux.Spawning;
import dev.gpuworker.real.process.linux.Waiting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's process. It leads its own session and writes its output to a file. Nothing of it outlives {@link #close()}
 * or this JVM: see {@link ProcessGuard}. Thread-safe.
 */
public final class WorkerProcess implements AutoCloseable {
    /** How long a worker may take to end after SIGTERM before SIGKILL: M0-W-1630 gives it 5 s. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private static final Set<WorkerProcess> LIVING = ConcurrentHashMap.newKeySet();

    static final File NOTHING = new File("/dev/null");

    private final Process process;
    private final WorkerCommand command;
    private final WorkerLog log;
    private final LogBound logBound;
    private final WorkerFamily family;
    private final StopSequence stopSequence;
    private @Nullable StopReport stopReport; // guarded by this

    private WorkerProcess(Process process, WorkerCommand command, Path log, String mark) {
        this.process = process;
        this.command = command;
        this.log = new WorkerLog(log);
        this.logBound = new LogBound(log, LogBound.BYTES_MAX);
        this.family = new WorkerFamily(process.pid(), mark);
        this.stopSequence = new StopSequence(process, family);
    }

    /**
     * Starts the process.
     *
     * @param command what to run
     * @param log file for its output; emptied first, so that it holds the output of this process alone
     * @throws UncheckedIOException when the log cannot be written or no process can be started
     */
    public static WorkerProcess start(WorkerCommand command, Path log) {
        ProcessGuard guard = ProcessGuard.ofThisJvm();
        guard.ensureAlive();
        String mark = guard.newMark();
        List<String> words = new ArrayList<>(DefaultSignals.launcher());
        words.add("setsid");
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(NOTHING))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.putAll(command.environment());
        environment.put(ProcessGuard.MARK_VARIABLE, mark.substring(mark.indexOf('=') + 1));
        try {
            // A log that cannot be written is reported here with its own message, and not as a failure to start.
            Files.createDirectories(log.toAbsolutePath().getParent());
            emptyLog(log);
            Process process = Spawning.start(builder);
            WorkerProcess worker = new WorkerProcess(process, command, log, mark);
            LIVING.add(worker);
            guard.watch(worker.pid(), worker.family.startTicks(), log);
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + command.line() + " with its log in " + log + ": " + FileReason.of(e) + "; see "
                            + Troubleshooting.link("cannot-start"),
                    e);
        }
    }

    /**
     * Kills at once every worker of this JVM that has not been stopped, and returns how many there were. Their owners
     * see a killed worker and must still stop it, which ends everything that it has started.
     */
    public static int killAll() {
        int killed = 0;
        for (WorkerProcess worker : LIVING) {
            if (worker.process.isAlive()) {
                Signals.sendToGroup("KILL", worker.pid());
                worker.process.destroyForcibly();
                killed++;
            }
        }
        return killed;
    }

    /** Returns the id of the worker's process, which is also that of its session and group. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the worker's own process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how the worker's own process ended; empty while it runs. */
    public Optional<ExitStatus> exit() {
        return process.isAlive() ? Optional.empty() : Optional.of(ExitStatus.of(process.exitValue()));
    }

    /** Waits until the worker's own process has ended; returns false if it still runs after {@code patience}. */
    public boolean awaitExit(Duration patience) {
        return Waiting.forExit(process, patience);
    }

    /** Sends a signal, such as {@code "INT"}, to the worker's own process only. */
    public void signal(String name) {
        if (process.isAlive()) {
            family.noteDescendants();
            Signals.send(name, Long.toString(pid()));
        }
    }

    /**
     * Returns the processes of the worker that still run 0.3 s after its own process has ended. It sends them no
     * signal.
     */
    public List<ProcessName> outlivers() {
        Deadline deadline = Deadline.after(StopSequence.SETTLE);
        List<ProcStat> left = family.members();
        while (!left.isEmpty() && !deadline.hasPassed()) {
            Waiting.pause(StopSequence.POLL);
            left = family.members();
        }
        return left.stream().map(ProcStat::processName).toList();
    }

    /** A link is replaced and never followed, because its target is not a worker's log. */
    private static void emptyLog(Path log) throws IOException {
        if (Files.exists(log, LinkOption.NOFOLLOW_LINKS)
                && !Files.isSymbolicLink(log)
                && !Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(log.toString(), null, "it exists and is not a regular file");
        }
        Files.deleteIfExists(log);
        Files.createFile(log);
    }

    /** Returns the host memory of the worker's living processes; empty if the kernel doesn't show it. */
    public Optional<HostMemory> hostMemory() {
        return HostMemory.of(family.members());
    }

    /** Returns the command that was started. */
    public WorkerCommand command() {
        return command;
    }

    /** Returns the worker's log. */
    public WorkerLog log() {
        return log;
    }

    WorkerFamily family() {
        return family;
    }

    /**
     * Ends the worker and everything that it started: SIGTERM to its group, {@code grace}, SIGKILL. Returns when
     * nothing of it is left; a second call returns the first one's report. An interrupt does not cut this short, and is
     * kept for the caller.
     */
    public synchronized StopReport stop(Duration grace) {
        if (stopReport == null) {
            stopReport = stopSequence.run(grace);
            LIVING.remove(this);
            if (stopReport.survivors().isEmpty()) {
                ProcessGuard.ofThisJvm().forget(pid(), family.startTicks());
            } else {
                LOG.error("{}", stopReport.describe());
            }
            logBound.close();
        }
        return stopReport;
    }

    /** Stops with {@link #GRACE}. */
    @Override
    public void close() {
        stop(GRACE);
    }
}
