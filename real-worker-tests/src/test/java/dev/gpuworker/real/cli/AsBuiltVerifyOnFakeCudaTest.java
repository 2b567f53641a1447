package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.standin.StandInBinary;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole {@code verify} of a worker that speaks the dialect as built. The stand-in plays it, because a mock says
 * that it is one. The fake driver is named like a real card, since this worker breaks nothing about its card.
 */
@Tag("fake-cuda")
class AsBuiltVerifyOnFakeCudaTest {
    @TempDir
    private Path folder;

    /**
     * A part of the rulebook in every build; under -Psoak all of it, a hundred times on a loaded machine. What is
     * expected to be listed would be red without the list.
     */
    @Test
    void withTheShippedListItIsGreen() throws Exception {
        for (int run = 1; run <= Soak.times(1, 100); run++) {
            AtomicBoolean over = new AtomicBoolean();
            load(over, Soak.times(0, Runtime.getRuntime().availableProcessors()));
            try {
                Path output = folder.resolve("output-" + run);
                int exitCode = verify(output);

                assertThat(exitCode).as("run %d: %s", run, reds(output)).isZero();
                assertThat(Files.readString(output))
                        .contains("known-deviation V-003", "known-deviation P-204", "known-deviation W-201");
            } finally {
                over.set(true);
            }
        }
    }

    private int verify(Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", TestWorkers.classPath(), Main.class.getName(), "verify", "--worker"));
        command.add(StandInBinary.writeTo(folder, TestWorkers.classPath()).toString());
        command.addAll(List.of("--dialect", "as-built", "--worker-arg", "--dialect", "--worker-arg", "as-built"));
        command.addAll(List.of("--worker-arg", "--speed", "--worker-arg", "100"));
        command.addAll(List.of("--model", "mock:qwen2.5-0.5b-instruct"));
        command.addAll(List.of("--report-dir", folder.resolve("report").toString()));
        command.addAll(List.of("--rules", Soak.times(1, 100) == 1 ? "W-20?" : "*"));
        command.addAll(List.of("--known-deviations", "worker-orcd-2025-10"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(FakeCuda.environment(folder.resolve("card.state")));
        builder.environment().put("FAKE_CUDA_NAME", "NVIDIA H200");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the run ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static List<String> reds(Path output) throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.matches("(failed|could-not-run|inconclusive|fixed-deviation) .*"))
                .map(line -> line.replaceFirst("^(\\S+ \\S+).*", "$1"))
                .toList();
    }

    private static void load(AtomicBoolean over, int threads) {
        for (int i = 0; i < threads; i++) {
            Thread busy = new Thread(
                    () -> {
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                    },
                    "load-" + i);
            busy.setDaemon(true);
            busy.start();
        }
    }
}
