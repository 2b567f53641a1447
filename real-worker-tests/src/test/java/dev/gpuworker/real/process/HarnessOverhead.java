package dev.gpuworker.real.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what the harness adds to a worker's own start-up: the time until it hands out a ready worker, less the time
 * until the same program, started bare, answers {@code GET /health}. This benchmark decides nothing, and no build runs
 * it: see docs/benchmarks.md.
 */
class HarnessOverhead {
    /** One line, in the form of the benchmarks' raw lines. */
    private static final Path RESULT = Path.of("target/harness-overhead.jsonl");

    private static final int ROUNDS = 30;
    private static final int WARM_UPS = 3;
    private static final long POLL_NANOS = 500_000;

    @TempDir
    private Path folder;

    @Test
    void medianOfRoundsThatAlternate() throws IOException, InterruptedException {
        double[] bare = new double[ROUNDS];
        double[] harness = new double[ROUNDS];
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double bareMillis = bare();
            double harnessMillis = harness(folder);
            if (round >= 0) {
                bare[round] = bareMillis;
                harness[round] = harnessMillis;
            }
        }
        String line = String.format(
                Locale.ROOT,
                "{\"time\":\"%s\",\"round\":1,\"figure\":\"harness\",\"subject\":\"real-worker-tests, JDK %d\",\"load\":\"\","
                        + "\"starts\":%d,\"bare_ms\":%.3f,\"harness_ms\":%.3f,\"added_ms\":%.3f}%n",
                Instant.now(),
                Runtime.version().feature(),
                ROUNDS,
                median(bare),
                median(harness),
                median(harness) - median(bare));
        Files.writeString(RESULT, line);
    }

    private static double harness(Path folder) {
        WorkerConfig config = TestWorkers.misbehaving(Ledger.in(folder), "").build();
        long begin = System.nanoTime();
        ReadyWorker worker = ReadyWorker.start(config, folder);
        double millis = millisSince(begin);
        worker.stop();
        return millis;
    }

    private static double bare() throws IOException, InterruptedException {
        WorkerConfig config = WorkerConfig.builder(TestWorkers.misbehavingBinary(), "mock:tiny")
                .build();
        try (PortLease lease = PortLease.acquire(PortRange.DEFAULT)) {
            ProcessBuilder builder = new ProcessBuilder(
                            config.command(UUID.randomUUID(), lease.port(), Optional.empty())
                                    .words())
                    .redirectInput(Redirect.from(WorkerProcess.NOTHING))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(WorkerProcess.NOTHING));
            long begin = System.nanoTime();
            Process process = builder.start();
            while (!answers(lease.port())) {
                if (!process.isAlive()) {
                    throw new IOException("the worker ended with " + process.exitValue());
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            double millis = millisSince(begin);
            process.destroyForcibly().waitFor();
            return millis;
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: w\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notListening) {
            return false;
        }
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
