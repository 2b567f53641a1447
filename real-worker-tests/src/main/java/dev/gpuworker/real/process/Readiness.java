package dev.gpuworker.real.process;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.real.process.linux.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Waits until {@code GET /health} answers 200 and the answer comes from our worker.
 *
 * <p>While nobody listens on the port, it is polled every few milliseconds, which costs next to nothing. A worker that
 * listens but is not ready is polled at intervals of a twentieth of the time passed, at most a second. So waiting adds
 * less than 5 percent to a start.
 */
final class Readiness {
    private static final Duration LISTENING_POLL_MIN = Duration.ofMillis(5);
    private static final Duration LISTENING_POLL_MAX = Duration.ofMillis(30);
    private static final Duration ANSWER_POLL_MIN = Duration.ofMillis(20);
    private static final Duration ANSWER_POLL_MAX = Duration.ofSeconds(1);
    private static final int POLLS_PER_TIME_PASSED = 20;

    /** The words that C, Rust, Java, Python and Go use for a taken port. */
    private static final List<String> PORT_TAKEN_WORDS = List.of(
            "address already in use", "address in use", "addrinuse", "os error 98", "port is already", "port taken");

    private final WorkerProcess process;
    private final int port;
    private final UUID workerId;
    private final Duration within;
    private final Optional<CallbackListener> listener;
    private final HealthProbe probe;

    Readiness(WorkerProcess process, int port, UUID workerId, Duration within, Optional<CallbackListener> listener) {
        this.process = process;
        this.port = port;
        this.workerId = workerId;
        this.within = within;
        this.listener = listener;
        this.probe = new HealthProbe(port);
    }

    /** Returns how long the start took; throws a {@link WorkerStartException} for every other outcome. */
    Duration await() {
        Deadline deadline = Deadline.after(within);
        HealthAnswer last = HealthAnswer.none("none");
        while (true) {
            if (!process.isAlive()) {
                throw died(deadline.elapsed());
            }
            HealthAnswer answer = probe.ask(deadline);
            if (answer.isReady()) {
                Duration readyAfter = deadline.elapsed();
                requireOurs(answer, readyAfter);
                return readyAfter;
            }
            // An earlier answer says more than the time-out of the last, shortened call.
            last = answer.isAnswer() || !last.isAnswer() ? answer : last;
            if (deadline.hasPassed()) {
                throw new NotReadyInTimeException(within, last.words() + signOfLife(), StartEvidence.of(process));
            }
            process.awaitExit(deadline.atMost(pollAfter(answer, deadline.elapsed())));
            if (Thread.currentThread().isInterrupted()) {
                throw new NotReadyInTimeException(
                        deadline.elapsed(),
                        last.words() + "; the waiting thread was interrupted",
                        StartEvidence.of(process));
            }
        }
    }

    private static Duration pollAfter(HealthAnswer answer, Duration elapsed) {
        Duration share = elapsed.dividedBy(POLLS_PER_TIME_PASSED);
        return answer.isAnswer()
                ? clamp(share, ANSWER_POLL_MIN, ANSWER_POLL_MAX)
                : clamp(share, LISTENING_POLL_MIN, LISTENING_POLL_MAX);
    }

    private static Duration clamp(Duration value, Duration min, Duration max) {
        return value.compareTo(min) < 0 ? min : value.compareTo(max) > 0 ? max : value;
    }

    /** Says whether a worker that should call back has done so: such a worker got further than one that has not. */
    private String signOfLife() {
        return listener.map(open -> open.callback()
                        .map(call -> "; its callback came after " + Text.seconds(call.after()))
                        .orElse("; its callback has not come"))
                .orElse("");
    }

    private WorkerStartException died(Duration after) {
        StartEvidence evidence = StartEvidence.of(process);
        ExitStatus status = process.exit().orElseThrow();
        if (PORT_TAKEN_WORDS.stream().anyMatch(process.log()::tailContains)
                || stranger().isPresent()) {
            return new PortTakenException(port, status.describe(), evidence);
        }
        if (status instanceof ExitStatus.Killed killed) {
            return new WorkerKilledException(killed, after, within, evidence);
        }
        int code = ((ExitStatus.Exited) status).code();
        boolean neverRan = (code == 126 || code == 127) && process.log().tailContains("setsid: failed to execute");
        return neverRan
                ? new BinaryUnusableException("exec failed with code " + code, evidence)
                : new WorkerExitedException(code, after, within, evidence);
    }

    /**
     * A worker id proves that the answer is ours, and so does a callback with our id and port. Without either, the
     * listening process must belong to our worker's family.
     */
    private void requireOurs(HealthAnswer answer, Duration after) {
        Optional<String> told = answer.workerId().or(this::calledBack);
        if (told.isPresent() && !told.get().equalsIgnoreCase(workerId.toString())) {
            throw new NotOursException(
                    "port " + port + " is answered by another worker: expected worker_id " + workerId + ", but got "
                            + Text.printable(told.get(), 80),
                    StartEvidence.of(process));
        }
        if (!process.isAlive() && told.isPresent()) {
            throw died(after);
        }
        if (!process.isAlive()) {
            throw new NotOursException(
                    "port " + port + " answers GET /health with 200, but the worker that was started "
                            + process.exit().orElseThrow().describe(),
                    StartEvidence.of(process));
        }
        if (told.isEmpty()) {
            stranger().ifPresent(other -> {
                throw new NotOursException(
                        "port " + port + " is answered by process " + other
                                + ", which is not the worker that was started (" + process.pid() + ")",
                        StartEvidence.of(process));
            });
        }
    }

    /** Returns the worker id of a callback that names our port. */
    private Optional<String> calledBack() {
        return listener.flatMap(CallbackListener::callback)
                .filter(call -> call.uri().orElse("").endsWith(":" + port))
                .flatMap(ReadyCallback::workerId);
    }

    private Optional<ProcessName> stranger() {
        return ListeningProcess.stranger(port, process.family());
    }
}
