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
 * Ends every worker of this JVM when the JVM is gone, even after SIGKILL. The guard is a small shell process in its own
 * session; it reads a pipe from this JVM and acts at end-of-file.
 *
 * <p>The guard runs beside the workers and is not their parent: a shell's background child would start with SIGINT
 * ignored, and the JDK knows the exit code only of a direct child. The script is passed on the command line, so no
 * unpacked file can be half-written, replaced or left behind. Thread-safe.
 */
final class ProcessGuard {
    static final String MARK_VARIABLE = "WORKER_GUARD_ID";

    /** Seconds from SIGTERM to SIGKILL once the JVM is gone: a worker has 5 s to end (M0-W-1630). */
    private static final int GRACE_SECONDS = 5;

    /** Seconds of SIGKILL before the guard logs the processes that it could not end. */
    private static final int KILL_SECONDS = 20;

    /** How this JVM encodes file names. */
    private static final Charset PATHS =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private final String mark = UUID.randomUUID().toString();
    private final AtomicLong workers = new AtomicLong();
    private final Map<String, String> watched = new LinkedHashMap<>(); // guarded by this
    private @Nullable Process guard; // guarded by this

    static ProcessGuard ofThisJvm() {
        return Holder.INSTANCE;
    }

    /** Returns a new worker's mark, the {@code name=value} that is in the environment of all its processes. */
    String newMark() {
        return MARK_VARIABLE + "=" + mark + "/" + workers.incrementAndGet();
    }

    /** Makes sure that the guard runs; the caller must call this before it starts a worker. */
    synchronized void ensureAlive() {
        if (guard != null && guard.isAlive()) {
            return;
        }
        guard = start();
        watched.values().forEach(worker -> send("watch", worker));
    }

    /**
     * Starts guarding a worker; {@code log} is the worker's output file, to which the guard writes what it could not
     * end.
     */
    synchronized void watch(long pid, long startTicks, Path log) {
        String path = log.toAbsolutePath().toString();
        // The pipe's lines end at a line feed. Even without the file's name the guard ends the worker.
        String worker = pid + " " + startTicks + " " + (path.contains("\n") ? "" : path);
        watched.put(pid + " " + startTicks, worker);
        send("watch", worker);
    }

    synchronized void forget(long pid, long startTicks) {
        watched.remove(pid + " " + startTicks);
        send("forget", pid + " " + startTicks);
    }

    synchronized long pid() {
        return guard == null ? -1 : guard.pid();
    }

    private synchronized void send(String verb, String worker) {
        if (guard == null) {
            return;
        }
        try {
            OutputStream pipe = guard.getOutputStream();
            pipe.write((verb + " " + worker + "\n").getBytes(PATHS));
            pipe.flush();
        } catch (IOException guardHasGone) {
            // The next start creates a new guard and passes it every running worker. Until then close() still works.
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
