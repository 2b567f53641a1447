package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.vram.RestartRun;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fake-cuda")
class RestartsOnFakeCudaTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void restartsOfAGoodWorkerAreGreen() throws Exception {
        var run = restarts(RestartRun.DEFAULT, Map.of());

        assertThat(run.isGreen()).as(run.text()).isTrue();
        assertThat(run.because()).contains("over the last 6 restarts");
    }

    @Test
    void memoryThatTheDriverLosesAtEachExitIsFoundInBytesPerRestart() throws Exception {
        var impatient = new RestartRun(Duration.ofMillis(300), Duration.ofMillis(300));

        var run = restarts(impatient, Map.of("FAKE_CUDA_LOSE_ON_EXIT_MIB", "6"));

        assertThat(run.isGreen()).isFalse();
        assertThat(run.because()).startsWith("memory in use grows by about 6291456 bytes per restart");
        assertThat(folder.resolve("restarts.txt")).content().contains("failed V-104");
        assertThat(folder.resolve("life-20/worker.log")).exists();
    }

    private VramVerdict restarts(RestartRun run, Map<String, String> environment) throws Exception {
        var config = TestWorkers.misbehaving(Ledger.in(folder), "use-device");
        FakeCuda.environmentSharedWithThisJvm().forEach(config::environment);
        environment.forEach(config::environment);
        VramVerdict verdict = new RestartSession(run, 1, line -> {}).run(config.build(), folder);
        RestartSession.write(folder, verdict);
        return verdict;
    }
}
