package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Progress;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.WorkerProcess;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices if a worker's process ends while it only answers requests. Not thread-safe: a run calls it from its own
 * thread.
 */
final class Lifetime implements Progress {
    /** A worker that refuses connections after its shutdown ends within this time; otherwise W-343 reports it. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(5);

    private final WorkerProcess process;
    private String running = "the pact's requests";
    private String endedIn = "";

    Lifetime(WorkerProcess process) {
        this.process = process;
    }

    @Override
    public void begins(Exercise exercise, int number, int count) {
        look();
        running = "exercise " + exercise.name();
    }

    /** Judges the life of a worker that served the pact's requests. */
    void judgePact(Checks checks) {
        look();
        judge(checks, ProcessChecks.LIVES_THROUGH_PACT, endedIn.isEmpty(), "it still runs");
    }

    /** Judges the life of a worker that served the exercises, including its shutdown if it offers one. */
    void judgeRules(Checks checks, boolean offersShutdown) {
        look();
        boolean wasShutDown = offersShutdown && running.equals("exercise " + EndpointExercises.SHUTDOWN.name());
        if (wasShutDown && (endedIn.isEmpty() || endedIn.equals(running))) {
            process.awaitExit(EXIT_PATIENCE);
            boolean good = process.isAlive() || process.exit().equals(Optional.of(new ExitStatus.Exited(0)));
            look();
            judge(
                    checks,
                    ProcessChecks.LIVES_THROUGH_RULES,
                    good,
                    "it still runs, or exits with code 0 when the run shuts it down");
        } else {
            judge(checks, ProcessChecks.LIVES_THROUGH_RULES, endedIn.isEmpty(), "it still runs");
        }
    }

    private void look() {
        if (endedIn.isEmpty() && !process.isAlive()) {
            endedIn = running;
        }
    }

    private void judge(Checks checks, Check check, boolean kept, String expected) {
        checks.readLog(process.log());
        String how = process.exit().map(ExitStatus::describe).orElse("still runs");
        checks.judge(check, kept, expected, "the worker " + how + (endedIn.isEmpty() ? "" : ", during " + endedIn));
    }
}
