package dev.gpuworker.real.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.linux.ProcStat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the guard does with the worker of a killed JVM. */
class GuardTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"line-break-name", "stat-like-name", "line-break-name,stat-like-name,double-fork,own-group"})
    void aProcessWithAnyNameIsEnded(String words) throws Exception {
        Ledger ledger = killedJvm(words, 2);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ledger.alive()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hydra", "pair"})
    void processesThatStartThemselvesAnewAreEnded(String words) throws Exception {
        Ledger ledger = killedJvm(words, 1);
        AtomicLong last = new AtomicLong(-1);

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(40)).until(() -> {
            long before = last.getAndSet(ledger.beat());
            return ledger.alive().isEmpty() && before == ledger.beat();
        });
    }

    @Test
    void whatCouldNotBeEndedIsWrittenToTheWorkersLog() throws Exception {
        Path log = Files.writeString(folder.resolve("worker ü.log"), "startup\n");
        ReadyWorker worker = ReadyWorker.start(
                TestWorkers.misbehaving(Ledger.in(folder), "fork").build(), folder);
        ProcStat leader =
                ProcStat.read(Path.of("/proc/" + worker.process().pid())).orElseThrow();

        Process guard = guardWhoseSignalsHaveNoEffect();
        try (OutputStream pipe = guard.getOutputStream()) {
            pipe.write(("watch " + leader.pid() + " " + leader.startTicks() + " " + log + "\n").getBytes(UTF_8));
        }

        assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(guard.exitValue()).isEqualTo(1);
        assertThat(log)
                .content()
                .matches(
                        "startup\n\nprocess-guard: the test JVM has gone, and these processes of its workers could not be"
                                + " ended in 1 s of SIGKILL:( [0-9]+){4}; see docs/real-worker.md#survivors\n");
        worker.close();
    }

    private static Process guardWhoseSignalsHaveNoEffect() throws IOException {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("process-guard.sh")) {
            String text = "kill() { :; }\n" + new String(script.readAllBytes(), UTF_8);
            return new ProcessBuilder("sh", "-c", text, "process-guard", "no-mark", "0", "1000000", "0", "1").start();
        }
    }

    private Ledger killedJvm(String words, int processes) throws Exception {
        Ledger ledger = Ledger.in(folder);
        Process jvm = ChildJvm.start(folder.resolve("jvm.log"), Map.of(), HoldsWorker.class, folder.toString(), words);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> ledger.size() >= processes && (!words.contains("hydra") || ledger.beat() > 10));
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(folder)).isTrue();
        return ledger;
    }
}
