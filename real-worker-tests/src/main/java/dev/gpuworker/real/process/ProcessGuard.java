package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.LogBound;
import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.Spawning;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ends every worker of this JVM when the JVM has gone, even by SIGKILL: a small shell process in a session of its own
 * that reads a pipe from this JVM and acts at its end-of-file.
 *
 * <p>The guard stands beside the workers and is not their parent: a shell's background child would start with SIGINT
 * ignored, and the JDK tells the exit code of a direct child. Its script is passed on the command line, so there is no
 * unpacked file that could be half-written, replaced or left behind. Thread-safe.
 */
final class ProcessGuard {
    static final String MARK_VARIABLE = "WORKER_GUARD_ID";

    /** Seconds from SIGTERM to SIGKILL once the JVM has gone: a worker has 5 s to end (M0-W-1630). */
    private static final int GRACE_SECONDS = 5;

    /** Seconds of SIGKILL before the guard writes down whom it could not end. */
    private static final int KILL_SECONDS = 20;

    /** How this JVM writes the names of files. */
    private static final Charset PATHS =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private final String mark = UUID.randomUUID().toString();
    private final AtomicLong workers = new AtomicLong();
    private final Map<String, String> watched = new LinkedHashMap<>(); // guarded by this
    private @Nullable Process guard; // guarded by this

    static ProcessGuard ofThisJvm() {
        return Holder.INSTANCE;
    }

    /** Returns a new worker's mark, {@code name=value} as it stands in the environment of all its processes. */
    String newMark() {
        return MARK_VARIABLE + "=" + mark + "/" + workers.incrementAndGet();
    }

    /** Makes sure that the guard lives; to be called before a worker is started. */
    synchronized void ensureAlive() {
        if (guard != null && guard.isAlive()) {
            return;
        }
        guard = start();
        watched.values().forEach(worker -> tell("watch", worker));
    }

    /** Takes a worker into its care; {@code log} is the file of its output, where it writes what it could not end. */
    synchronized void watch(long pid, long startTicks, Path log) {
        String path = log.toAbsolutePath().toString();
        // The pipe's lines end at a line feed; without the file's name the guard ends the worker all the same.
        String worker = pid + " " + startTicks + " " + (path.contains("\n") ? "" : path);
        watched.put(pid + " " + startTicks, worker);
        tell("watch", worker);
    }

    synchronized void forget(long pid, long startTicks) {
        watched.remove(pid + " " + startTicks);
        tell("forget", pid + " " + startTicks);
    }

    synchronized long pid() {
        return guard == null ? -1 : guard.pid();
    }

    private synchronized void tell(String verb, String worker) {
        if (guard == null) {
            return;
        }
        try {
            OutputStream pipe = guard.getOutputStream();
            pipe.write((verb + " " + worker + "\n").getBytes(PATHS));
            pipe.flush();
        } catch (IOException guardHasGone) {
            // The next start brings a new guard, and tells it of every worker that lives. Until then close() still
            // works.
            guard.destroyForcibly();
        }
    }

    private Process start() {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("process-guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("process-guard.sh is missing from the jar of real-worker-tests");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return Spawning.start(new ProcessBuilder(
                            "setsid",
                            "sh",
                            "-c",
                            text,
                            "process-guard",
                            mark,
                            Integer.toString(GRACE_SECONDS),
                            Long.toString(LogBound.BYTES_MAX),
                            Long.toString(ProcStat.ownSession()),
                            Integer.toString(KILL_SECONDS))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start the process guard: the harness needs Linux with sh and setsid (util-linux); see "
                            + Troubleshooting.link("no-guard"),
                    e);
        }
    }

    private static final class Holder {
        private static final ProcessGuard INSTANCE = new ProcessGuard();
    }
}
