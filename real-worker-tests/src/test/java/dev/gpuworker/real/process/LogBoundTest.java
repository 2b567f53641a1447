package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.linux.LogBound;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBoundTest {
    @TempDir
    private Path folder;

    @Test
    void aLogPastTheBoundKeepsItsHeadAndItsTail() throws IOException {
        Path log = folder.resolve("worker.log");
        Files.writeString(log, "first\n" + "x".repeat(5 << 20) + "\nlast\n");

        new LogBound(log, 4 << 20).close();

        String text = Files.readString(log);
        assertThat(text).startsWith("first\n").endsWith("x\nlast\n").contains("bytes dropped here to bound this log]");
        assertThat(text.length()).isBetween(2 << 20, (2 << 20) + 100);
    }

    @Test
    void aLogBelowTheBoundIsLeftAlone() throws IOException {
        Path log = folder.resolve("worker.log");
        Files.writeString(log, "first\nlast\n");

        new LogBound(log, 100).close();

        assertThat(log).hasContent("first\nlast\n");
    }

    @Test
    void whatIsAppendedLaterComesAfterTheTail() throws IOException {
        Path log = folder.resolve("worker.log");
        Files.writeString(log, "x".repeat(5 << 20));
        try (LogBound bound = new LogBound(log, 4 << 20)) {
            await().until(() -> Files.size(log) < 4 << 20); // shortening the file is the last step of the cut

            Files.writeString(log, "later\n", StandardOpenOption.APPEND);

            assertThat(new WorkerLog(log).lastLines(1))
                    .singleElement()
                    .asString()
                    .startsWith("xxx");
            assertThat(Files.readString(log)).endsWith("later\n");
            assertThat(bound).isNotNull();
        }
    }

    @Test
    void aReaderFindsTheLastLinesAlsoDuringTheCut() throws IOException {
        Path log = folder.resolve("worker.log");
        WorkerLog reader = new WorkerLog(log);
        for (int cut = 1; cut <= 40; cut++) {
            Files.writeString(log, "x".repeat(5 << 20) + "\nlast words\n");
            try (LogBound bound = new LogBound(log, 4 << 20)) {
                assertThat(bound).isNotNull();
                await().pollInterval(Duration.ofNanos(1)).until(() -> {
                    boolean cutBefore = Files.size(log) < 4 << 20;
                    assertThat(reader.lastLines(1)).containsExactly("last words");
                    return cutBefore;
                });
            }
        }
    }

    @Test
    void linesWrittenDuringTheCutsStayInTheirOrder() throws Exception {
        Path log = folder.resolve("worker.log");
        Files.writeString(log, "");
        AtomicBoolean done = new AtomicBoolean();
        Thread worker = new Thread(() -> appendNumbers(log, done));
        LogBound bound = new LogBound(log, 4 << 20);
        worker.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> headOf(log).contains("bytes dropped here"));
        done.set(true);
        worker.join();
        bound.close();

        List<Integer> numbers = Files.readAllLines(log).stream()
                .filter(line -> line.matches("[0-9]{10}"))
                .map(Integer::valueOf)
                .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(100_000);
    }

    private static void appendNumbers(Path log, AtomicBoolean done) {
        try (OutputStream end = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            for (int number = 0; !done.get(); number += 100) {
                StringBuilder lines = new StringBuilder();
                for (int line = number; line < number + 100; line++) {
                    lines.append(String.format(Locale.ROOT, "%010d%n", line));
                }
                end.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWorkerThatFloodsItsLogNeverFillsTheDisk() throws IOException {
        Ledger ledger = Ledger.in(folder);
        try (ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "flood").build(), folder)) {
            Path log = worker.process().log().file();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> headOf(log).contains("bytes dropped here to bound this log]"));
        }

        assertThat(Files.size(folder.resolve("worker.log"))).isLessThanOrEqualTo(LogBound.BYTES_MAX);
        assertThat(ledger.alive()).isEmpty();
    }

    private static String headOf(Path log) throws IOException {
        try (InputStream file = Files.newInputStream(log)) {
            return new String(file.readNBytes(LogBound.HEAD_BYTES + 100), StandardCharsets.UTF_8);
        }
    }
}
