package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.conformance.exercise.RequestExercises;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.TestWorkers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifetimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final Checks checks = new Checks();

    @Test
    void aWorkerThatEndsWhileTheRulesRunIsToldWithItsEndAndTheExercise() {
        try (ReadyWorker worker = start("exit-in-the-middle")) {
            Lifetime life = new Lifetime(worker.process());
            life.begins(RequestExercises.REFUSED, 1, 2);
            askOnce(worker);
            assertThat(worker.process().awaitExit(PATIENCE)).isTrue();
            life.begins(EndpointExercises.HEALTH, 2, 2);

            life.judgeRules(checks, false);
        }

        Checked row = checks.all().get(0);
        assertThat(row.verdict().isRed()).isTrue();
        assertThat(row.verdict().actual()).isEqualTo("the worker exited with code 7, during exercise refused-requests");
        assertThat(row.log()).contains("startup");
    }

    @Test
    void aWorkerThatEndsWhileThePactIsVerifiedIsRed() {
        try (ReadyWorker worker = start("exit-in-the-middle")) {
            askOnce(worker);
            assertThat(worker.process().awaitExit(PATIENCE)).isTrue();

            new Lifetime(worker.process()).judgePact(checks);
        }

        assertThat(checks.all().get(0).verdict().actual())
                .isEqualTo("the worker exited with code 7, during the pact's requests");
    }

    @Test
    void aWorkerThatIsShutDownByTheRulesMustExitWithZero() {
        try (ReadyWorker worker = start("")) {
            Lifetime life = new Lifetime(worker.process());
            life.begins(EndpointExercises.SHUTDOWN, 1, 1);
            worker.process().signal("KILL");

            life.judgeRules(checks, true);
        }

        assertThat(checks.all().get(0).verdict().isRed()).isTrue();
        assertThat(checks.all().get(0).verdict().actual()).contains("killed by signal 9", "during exercise shutdown");
    }

    @Test
    void aWorkerThatLivesOnPasses() {
        try (ReadyWorker worker = start("")) {
            Lifetime life = new Lifetime(worker.process());
            life.begins(EndpointExercises.HEALTH, 1, 1);

            life.judgePact(checks);
            life.judgeRules(checks, false);
        }

        assertThat(checks.all()).noneMatch(checked -> checked.verdict().isRed());
        assertThat(checks.all().get(1).verdict().actual()).isEqualTo("the worker still runs");
    }

    private ReadyWorker start(String misbehaviour) {
        return ReadyWorker.start(
                TestWorkers.misbehaving(Ledger.in(folder), misbehaviour).build(), folder);
    }

    private static void askOnce(ReadyWorker worker) {
        try (WorkerClient client = new WorkerClient(worker.baseUrl())) {
            client.health();
        }
    }
}
