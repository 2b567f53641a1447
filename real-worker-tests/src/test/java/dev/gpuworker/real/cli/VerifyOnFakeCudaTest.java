package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.standin.StandInBinary;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fake-cuda")
class VerifyOnFakeCudaTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void aGoodStandInIsRedForNothingButTheFakeDriver() throws Exception {
        var run = verify("W-*", List.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(redOnes(run)).as(run.out()).containsExactly("failed V-002");
        assertThat(folder.resolve("report/report.html"))
                .content()
                .contains("Device memory in use on device 0", "high-water mark", "The worker's log");
    }

    @Test
    void aWorkerThatUsesNoMemoryOfTheDeviceIsRedAndSoIsAMock() throws Exception {
        var run = verify(TestWorkers.mockBinary(folder), "W-101", List.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(redOnes(run)).as(run.out()).contains("failed P-201", "failed V-101");
        assertThat(run.out()).contains("\"mock\": true", "the worker is ready but uses no memory of this device");
    }

    @Test
    void aStandInThatKeepsAChildAndItsMemoryIsRed() throws Exception {
        var run = verify("W-101", List.of("--worker-env", "STANDIN_LEAVE_CHILD=64MiB"));

        assertThat(redOnes(run)).as(run.out()).contains("failed P-204");
    }

    private static List<String> redOnes(CommandLineRun run) {
        return run.out()
                .lines()
                .filter(line -> line.matches("(failed|could-not-run|inconclusive|fixed-deviation) .*"))
                .map(line -> line.replaceFirst("^(\\S+ \\S+).*", "$1"))
                .toList();
    }

    private CommandLineRun verify(String rules, List<String> more) throws Exception {
        return verify(StandInBinary.writeTo(Files.createDirectories(folder), TestWorkers.classPath()), rules, more);
    }

    private CommandLineRun verify(Path worker, String rules, List<String> more) {
        return VerifyRun.of(worker, folder, rules, FakeCuda.environmentSharedWithThisJvm(), more);
    }
}
