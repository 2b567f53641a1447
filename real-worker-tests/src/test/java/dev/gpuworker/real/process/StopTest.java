package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
    @TempDir
    private Path folder;

    private Ledger ledger = new Ledger(Path.of("unset"));

    @BeforeEach
    void openLedger() {
        ledger = Ledger.in(folder);
    }

    @Test
    void aWorkerThatObeysNeedsSigtermAlone() {
        StopReport report = stopAfterStart("");

        assertThat(report.signal()).isEqualTo(StopSignal.TERM);
        assertThat(report.exit()).contains(new ExitStatus.Killed(15));
        assertThat(report.isClean()).isTrue();
        assertThat(report.describe()).startsWith("worker was killed by signal 15 (SIGTERM) on SIGTERM after ");
    }

    @Test
    void aWorkerThatIgnoresSigtermIsKilledAfterItsGrace() {
        StopReport report = stopAfterStart("ignore-term");

        assertThat(report.signal()).isEqualTo(StopSignal.KILL);
        assertThat(report.exit()).contains(new ExitStatus.Killed(9));
        assertThat(report.took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(report.isClean()).isFalse();
        assertThat(report.describe()).contains("on SIGKILL, since SIGTERM was not enough, after ");
    }

    @Test
    void childrenThatFollowTheirParentAreNotLeftBehind() {
        StopReport report = stopAfterStart("fork,own-group");

        assertThat(report.isClean()).as(report.describe()).isTrue();
        assertThat(ledger.size()).isEqualTo(5);
    }

    @Test
    void childrenThatOutliveAWorkerThatEndedByItselfAreNamed() {
        try (ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "fork,hide").build(), folder)) {
            worker.process().signal("TERM");

            assertThat(worker.process().awaitExit(Duration.ofSeconds(20))).isTrue();
            assertThat(worker.process().outlivers()).hasSize(4);
        }
        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void aWorkerWithoutChildrenHasNoOutlivers() {
        try (ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "").build(), folder)) {
            worker.process().signal("TERM");

            assertThat(worker.process().awaitExit(Duration.ofSeconds(20))).isTrue();
            assertThat(worker.process().outlivers()).isEmpty();
        }
    }

    @Test
    void aChildThatIgnoresSigtermIsLeftBehindNamedAndKilled() {
        StopReport report = stopAfterStart("stubborn-child");

        assertThat(report.signal()).isEqualTo(StopSignal.TERM);
        assertThat(report.leftBehind()).extracting(ProcessName::name).containsExactly("misbehaving-wor");
        assertThat(report.isClean()).isFalse();
        assertThat(report.describe()).contains("it left behind [", "docs/real-worker.md#left-behind");
    }

    @Test
    void aDaemonThatLeftTheSessionByADoubleForkIsFoundAndKilled() {
        StopReport report = stopAfterStart("double-fork");

        assertThat(report.leftBehind()).hasSize(1);
    }

    @Test
    void aChildWithItsOwnSessionAndNoEnvironmentIsFoundByItsParentage() {
        ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "hide").build(), folder);
        await().until(() ->
                ledger.alive().stream().anyMatch(process -> process.name().equals("sleep")));

        worker.stop();

        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void aWorkerThatIsSuspendedIsKilled() {
        ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "fork").build(), folder);
        worker.process().signal("STOP");
        await().until(() -> ProcStat.read(
                        Path.of("/proc", Long.toString(worker.process().pid())))
                .filter(process -> process.state() == 'T')
                .isPresent());

        StopReport report = worker.stop();

        assertThat(report.signal()).isEqualTo(StopSignal.KILL);
        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void childrenThatForkOnAndOnAreAllKilled() {
        ReadyWorker worker = ReadyWorker.start(patient("fork-storm"), folder);
        assertThat(Signals.sendToGroup("CONT", worker.process().pid())).isTrue();

        StopReport report = worker.stop();

        assertThat(report.survivors()).isEmpty();
        await().until(() -> !Signals.sendToGroup("CONT", worker.process().pid()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hydra", "closed-hydra", "pair"})
    void aChildThatStartsItselfAnewFasterThanAListIsReadIsReportedAndEnded(String word) {
        ReadyWorker worker = ReadyWorker.start(patient(word), folder);
        await().until(() -> ledger.beat() > 10);

        StopReport report = worker.stop();

        assertThat(report.isClean()).as(report.describe()).isFalse();
        assertThat(report.leftBehind()).as(report.describe()).isNotEmpty();
        long beat = ledger.beat();
        boolean lives = !report.survivors().isEmpty();
        await().during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(20))
                .until(() -> lives || ledger.beat() == beat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line-break-name", "stat-like-name"})
    void aChildWhoseNameHoldsALineBreakIsNamedAndEnded(String word) {
        StopReport report = stopAfterStart(word);

        assertThat(report.leftBehind()).as(report.describe()).hasSize(1);
    }

    @Test
    void aWorkerThatDiedBeforeIsReportedSo() {
        ReadyWorker worker = ReadyWorker.start(
                TestWorkers.misbehaving(ledger, "exit-in-the-middle").build(), folder);
        new HealthProbe(worker.lease().port()).ask(Deadline.after(Duration.ofSeconds(5)));
        await().until(() -> !worker.process().isAlive());

        StopReport report = worker.stop();

        assertThat(report.signal()).isEqualTo(StopSignal.NONE);
        assertThat(report.exit()).contains(new ExitStatus.Exited(7));
        assertThat(report.describe()).isEqualTo("worker exited with code 7 before it was asked to stop");
    }

    @Test
    void aSecondStopReturnsTheFirstReport() {
        ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "").build(), folder);

        StopReport first = worker.stop();

        assertThat(worker.stop()).isSameAs(first);
    }

    @Test
    void anInterruptedThreadStillStopsItsWorkerAndKeepsTheInterrupt() {
        ReadyWorker worker = ReadyWorker.start(
                TestWorkers.misbehaving(ledger, "ignore-term,fork").build(), folder);
        Thread.currentThread().interrupt();

        StopReport report = worker.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.exit()).contains(new ExitStatus.Killed(9));
        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void sigintReachesAWorkerAsItDoesFromATerminal() {
        ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "").build(), folder);

        worker.process().signal("INT");

        assertThat(worker.process().awaitExit(Duration.ofSeconds(10))).isTrue();
        assertThat(worker.stop().exit()).contains(new ExitStatus.Killed(2));
    }

    @Test
    void sigintReachesAWorkerAlsoWhenThisJvmWasToldToIgnoreIt() throws Exception {
        Path log = folder.resolve("jvm.log");
        Process jvm = ChildJvm.startInBackground(log, InterruptsWorker.class, folder.toString());

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(log).content().isEqualTo("ignored by the JVM: [INT]; the worker was killed by signal 2 (SIGINT)\n");
    }

    /** On a busy machine even a worker that obeys can take long to end. */
    private WorkerConfig patient(String words) {
        return TestWorkers.misbehaving(ledger, words)
                .grace(words.contains("ignore-term") ? Duration.ofMillis(200) : Duration.ofSeconds(20))
                .build();
    }

    private StopReport stopAfterStart(String words) {
        StopReport report = ReadyWorker.start(patient(words), folder).stop();
        assertThat(ledger.alive()).isEmpty();
        return report;
    }
}
