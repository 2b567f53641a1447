package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.real.process.CallbackListener;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.PortLease;
import dev.gpuworker.real.process.WorkerCommand;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Checks starts that must fail, each with its exit code and a line in the log (M0-W-1111, M0-W-1100). */
final class StartChecks {
    /** The contract allows no device above this; no machine has so many. */
    private static final int NO_SUCH_DEVICE = 4095;

    private final WorkerConfig config;
    private final Path folder;
    private final Checks checks;

    StartChecks(WorkerConfig config, Path folder, Checks checks) {
        this.config = config;
        this.folder = folder;
        this.checks = checks;
    }

    void run() {
        String missing = folder.resolve("no-such-model.gguf").toAbsolutePath().toString();
        failing(ProcessChecks.BAD_WORKER_ID, "bad-worker-id", 1, "--worker-id", "not-a-uuid", "");
        failing(ProcessChecks.NO_SUCH_MODEL, "no-such-model", 1, "--model", missing, missing);
        failing(ProcessChecks.NO_SUCH_DEVICE, "no-such-device", 1, "--gpu-device", String.valueOf(NO_SUCH_DEVICE), "");
        takenPort();
        failing(ProcessChecks.UNKNOWN_FLAG, "unknown-flag", 2, "--no-such-flag-in-the-contract", "1", "");
    }

    private void takenPort() {
        try (PortLease lease = PortLease.acquire(config.ports());
                ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(lease.port()));
            failing(ProcessChecks.PORT_TAKEN, "port-taken", 1, "--port", String.valueOf(lease.port()), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take a port for the check of taken ports: " + e.getMessage(), e);
        }
    }

    /** Starts the worker with one argument changed or added, and judges how it ends. */
    private void failing(Check check, String name, int code, String flag, String value, String inLog) {
        try (CallbackListener listener = CallbackListener.open();
                PortLease lease = PortLease.acquire(config.ports());
                WorkerProcess worker = WorkerProcess.start(
                        command(lease.port(), listener).with(flag, value),
                        folder.resolve(name).resolve("worker.log"))) {
            boolean ended = worker.awaitExit(config.readyWithin());
            Optional<ExitStatus> exit = worker.exit();
            String actual = ended
                    ? "the worker " + exit.map(ExitStatus::describe).orElse("ended") + lastLine(worker)
                    : "the worker still ran after " + config.readyWithin().toSeconds() + " s";
            checks.readLog(worker.log());
            boolean told = inLog.isEmpty() || worker.log().tailContains(inLog);
            boolean kept = exit.equals(Optional.of(new ExitStatus.Exited(code)))
                    && told
                    && !worker.log().lastLines(1).isEmpty();
            checks.judge(
                    check,
                    kept,
                    "exit code " + code + " and a line in the log" + (inLog.isEmpty() ? "" : " that names " + inLog),
                    actual + (told ? "" : "; its log doesn't name " + inLog));
        } catch (UncheckedIOException e) {
            checks.couldNotRun(check, String.valueOf(e.getMessage()));
        }
    }

    private static String lastLine(WorkerProcess worker) {
        List<String> lines = worker.log().lastLines(1);
        return lines.isEmpty() ? ", its log empty" : "; last line: " + lines.get(0);
    }

    private WorkerCommand command(int port, CallbackListener listener) {
        Optional<URI> callback = config.needsCallback() ? Optional.of(listener.url()) : Optional.empty();
        return config.command(UUID.randomUUID(), port, callback);
    }
}
