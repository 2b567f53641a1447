package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartStopCyclesTest {
    private static final int CYCLES = Soak.times(200, 1000);

    /**
     * A separate range, because the test checks at its end that the ports are free; parallel tests use the default
     * range.
     */
    private static final PortRange PORTS = new PortRange(10_000, 19_999);

    /** More workers at a time than cores, because most of a cycle is waiting for a grace or for stragglers. */
    private static final int AT_A_TIME = 12;

    private static final List<String> BEHAVIOURS = List.of(
            "",
            "ignore-term",
            "fork",
            "fork,ignore-term",
            "double-fork",
            "double-fork,fork,stubborn-child",
            "own-group",
            "close-output",
            "flood",
            "die-at-once",
            "crash",
            "exit-in-the-middle",
            "hide",
            "double-fork,close-output,ignore-term");

    @TempDir
    private Path folder;

    private final Queue<Integer> ports = new ConcurrentLinkedQueue<>();

    @Test
    void hundredsOfMisbehavingWorkersLeaveNoProcessNoZombieNoPortAndNoHandle() throws Exception {
        Ledger ledger = Ledger.in(folder);
        cycle(ledger, 0);
        long handlesBefore = openHandles();
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);

        List<Future<?>> cycles = new ArrayList<>();
        for (int i = 1; i < CYCLES; i++) {
            int number = i;
            cycles.add(pool.submit(() -> cycle(ledger, number)));
        }
        await("all cycles")
                .atMost(Duration.ofMinutes(5))
                .until(() -> cycles.stream().allMatch(Future::isDone));
        pool.shutdown();

        assertThat(cycles).allSatisfy(StartStopCyclesTest::rethrow);
        assertThat(ledger.size()).isGreaterThan(CYCLES);
        assertThat(ledger.alive()).as("processes left").isEmpty();
        assertThat(zombieChildren()).as("zombies of this JVM").isEmpty();
        assertThat(ports).hasSizeGreaterThan(CYCLES / 2).allMatch(StartStopCyclesTest::isFree);
        await("handles").atMost(Duration.ofSeconds(20)).until(() -> openHandles() <= handlesBefore + 5);
    }

    private void cycle(Ledger ledger, int number) {
        String behaviour = BEHAVIOURS.get(number % BEHAVIOURS.size());
        WorkerConfig config = TestWorkers.misbehaving(ledger, behaviour)
                .grace(Duration.ofMillis(100))
                .ports(PORTS)
                .build();
        Path run = folder.resolve("run-" + number);
        try (ReadyWorker worker = ReadyWorker.start(config, run)) {
            ports.add(worker.lease().port());
        } catch (WorkerExitedException | WorkerKilledException e) {
            assertThat(behaviour).as(e.getMessage()).isIn("die-at-once", "crash", "exit-in-the-middle");
        } finally {
            delete(run.resolve(ReadyWorker.LOG_NAME));
        }
    }

    private static void rethrow(Future<?> done) throws ExecutionException, InterruptedException {
        done.get();
    }

    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessName> zombieChildren() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .flatMap(process -> ProcStat.read(process).stream())
                    .filter(process -> process.isDead()
                            && process.parent() == ProcessHandle.current().pid())
                    .map(ProcStat::processName)
                    .toList();
        }
    }

    private static long openHandles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.count();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
