package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file in which a misbehaving worker records its processes, so that tests need not trust the harness. */
public record Ledger(Path file) {
    /** Returns the ledger of a test's folder. */
    public static Ledger in(Path folder) {
        return new Ledger(folder.resolve("ledger").toAbsolutePath());
    }

    /** Returns how many processes were recorded. */
    public int size() {
        return lines().size();
    }

    /** Returns the processes that are still alive, without zombies. */
    public List<ProcessName> alive() {
        return lines().stream()
                .map(line -> line.split(" ", 2))
                .flatMap(words -> ProcStat.read(Path.of("/proc", words[0])).stream()
                        .filter(process -> process.startTicks() == Long.parseLong(words[1])))
                .filter(process -> !process.isDead())
                .map(ProcStat::processName)
                .toList();
    }

    /** Returns the number of process generations that came too fast to be recorded one by one. */
    public long beat() {
        try {
            Path beat = file.resolveSibling(file.getFileName() + ".beat");
            byte[] bytes = Files.exists(beat) ? Files.readAllBytes(beat) : new byte[0];
            return bytes.length < Long.BYTES
                    ? 0
                    : ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.matches("\\d+ \\d+"))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
