package dev.gpuworker.torture;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.io.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a client's command, in a session of its own if the system has {@code setsid}. Closing it kills the
 * session, and on Linux also every process that carries this run's environment.
 */
final class ClientProcess implements AutoCloseable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String MARK = "WORKER_CONTRACTS_CLIENT";
    private static final int TAIL_CHARS_MAX = 300;
    private static final int TAIL_BYTES_MAX = 4096;
    /** Processes that start others while they are killed get this long to lose. */
    private static final Duration KILLING = Duration.ofSeconds(2);

    private final String mark = UUID.randomUUID().toString();
    private final Process process;
    private final ClientOutput output = new ClientOutput();
    private final StringBuilder tail = new StringBuilder(); // guarded by itself

    /** Starts the command through a shell, with this last argument and this standard input. */
    ClientProcess(String command, String url, String input) {
        String script = command + " \"$1\"";
        List<String> shell = List.of("sh", "-c", script, "client", url);
        ProcessBuilder builder = new ProcessBuilder(
                Files.isExecutable(SETSID)
                        ? Stream.concat(Stream.of(SETSID.toString()), shell.stream())
                                .toList()
                        : shell);
        builder.environment().put(MARK, mark);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the client's command could not be started", e);
        }
        thread("client-out", () -> output.read(process.getInputStream()));
        thread("client-err", () -> keepTail(process.getErrorStream()));
        thread("client-in", () -> send(input));
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void send(String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A client need not read its input.
        }
    }

    private void keepTail(InputStream err) {
        byte[] buffer = new byte[TAIL_BYTES_MAX];
        try (err) {
            for (int read = err.read(buffer); read >= 0; read = err.read(buffer)) {
                synchronized (tail) {
                    tail.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    tail.delete(0, Math.max(0, tail.length() - TAIL_BYTES_MAX));
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    ClientOutput output() {
        return output;
    }

    /** Waits until the client has said how the job ended, or has closed its output. Returns whether it has. */
    boolean awaitOver(Duration limit) throws InterruptedException {
        return output.over().await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns how the process ended, for people. */
    String ending() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            return "it closed its output and went on";
        }
        int code = process.exitValue();
        String last;
        synchronized (tail) {
            last = tail.toString().strip();
        }
        String shown = last.length() > TAIL_CHARS_MAX ? last.substring(last.length() - TAIL_CHARS_MAX) : last;
        return (code == 0 ? "it exited" : "it crashed: exit status " + code)
                + (shown.isEmpty() ? "" : "; its standard error ends in: " + PrintableText.line(shown));
    }

    @Override
    public void close() {
        Deadline end = Deadline.after(KILLING);
        List<ProcessHandle> left;
        do {
            left = left();
            left.forEach(ProcessHandle::destroyForcibly);
        } while (!left.isEmpty() && !end.hasPassed() && awaitGone(left));
    }

    /** Waits for one of them, so that the loop does not spin. Returns true. */
    private static boolean awaitGone(List<ProcessHandle> killed) {
        killed.get(0)
                .onExit()
                .completeOnTimeout(killed.get(0), 50, TimeUnit.MILLISECONDS)
                .join();
        return true;
    }

    private List<ProcessHandle> left() {
        return Stream.concat(Stream.concat(Stream.of(process.toHandle()), process.descendants()), marked())
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    /** Returns the processes that inherited this run's mark, whoever their parent is now. */
    private Stream<ProcessHandle> marked() {
        byte[] wanted = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
        String text = new String(wanted, StandardCharsets.ISO_8859_1);
        return ProcessHandle.allProcesses().filter(handle -> {
            try {
                byte[] environment = Files.readAllBytes(Path.of("/proc/" + handle.pid() + "/environ"));
                return new String(environment, StandardCharsets.ISO_8859_1).contains(text);
            } catch (IOException e) {
                return false; // not ours, gone, or not Linux
            }
        });
    }
}
