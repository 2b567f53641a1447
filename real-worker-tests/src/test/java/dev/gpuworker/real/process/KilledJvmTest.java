package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmTest {
    private static final int KILLS = Soak.times(6, 12);
    private static final String MARK = "DOOMED";

    @TempDir
    private Path folder;

    @Test
    void nothingOutlivesAJvmThatIsKilledAtARandomMoment() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);

        int started = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path own = Files.createDirectory(folder.resolve("jvm-" + kill));
            Process jvm = start(own, random.nextLong());
            if (kill % 2 == 0) {
                // On a slow machine the other workers are killed while they start.
                awaitWorker(own);
            }
            jvm.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS);
            jvm.destroyForcibly().waitFor();
            started += Ledger.in(own).size();
        }

        assertThat(started).as("workers were started (seed %d)", seed).isPositive();
        await("seed " + seed)
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(marked()).isEmpty());
    }

    @Test
    void aJvmThatEndsByCtrlCOrByItsOwnWillLeavesNothingEither() throws Exception {
        List<Process> jvms = new ArrayList<>();
        for (String signal : List.of("HUP", "INT", "TERM")) {
            Path own = Files.createDirectory(folder.resolve(signal));
            Process jvm = start(own, 1);
            awaitWorker(own);
            Signals.send(signal, Long.toString(jvm.pid()));
            jvms.add(jvm);
        }

        for (Process jvm : jvms) {
            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(marked()).isEmpty());
    }

    private static void awaitWorker(Path own) {
        await().atMost(Duration.ofSeconds(40)).until(() -> Ledger.in(own).size() > 0);
    }

    private Process start(Path own, long seed) throws IOException {
        return ChildJvm.start(
                own.resolve("jvm.log"),
                Map.of(MARK, folder.toString()),
                DoomedJvm.class,
                TestWorkers.misbehavingBinary().path().toString(),
                own.toString(),
                Long.toString(seed));
    }

    /**
     * Returns every living process that inherited the mark: JVMs, workers, their descendants, guards and their tools.
     */
    private List<ProcStat> marked() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> environment(process).contains(MARK + "=" + folder + "\0"))
                    .flatMap(process -> ProcStat.read(process).stream())
                    .filter(process -> !process.isDead())
                    .toList();
        }
    }

    private static String environment(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
