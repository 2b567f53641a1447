package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard does with a worker of a JVM that was killed. */
class GuardTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"line-break-name", "stat-like-name", "line-break-name,stat-like-name,double-fork,own-group"})
    void aProcessWithAnyNameIsEnded(String words) throws Exception {
        Ledger ledger = killedJvm(words, 2);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ledger.alive()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hydra", "pair"})
    void processesThatStartThemselvesAnewAreEnded(String words) throws Exception {
        Ledger ledger = killedJvm(words, 1);

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(40)).until(() -> {
            long beat = ledger.beat();
            Thread.onSpinWait();
            return ledger.alive().isEmpty() && beat == ledger.beat();
        });
    }

    @Test
    void whatCouldNotBeEndedIsWrittenToTheWorkersLog() throws Exception {
        Ledger ledger = killedJvm("closed-hydra", 1);

        await().atMost(Duration.ofSeconds(50)).untilAsserted(() -> assertThat(folder.resolve("worker.log"))
                .content()
                .contains("process-guard: the test JVM has gone, and these processes of its workers could not be ended")
                .contains("docs/real-worker.md#survivors"));
        assertThat(ledger.alive()).isEmpty();
    }

    private Ledger killedJvm(String words, int processes) throws Exception {
        Ledger ledger = Ledger.in(folder);
        Process jvm = ChildJvm.start(
                folder.resolve("jvm.log"), Map.of(), HoldsWorker.class, folder.toString(), words);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> ledger.size() >= processes && (!words.contains("hydra") || ledger.beat() > 10));
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(folder)).isTrue();
        return ledger;
    }
}
