package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.vram.device.GpuProcesses.GpuProcess;
import dev.gpuworker.real.vram.device.GpuProcesses.Known;
import dev.gpuworker.real.vram.device.GpuProcesses.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nvidia-smi is played by shell scripts")
class NvidiaSmiTest {
    private static final GpuDevice DEVICE = new GpuDevice(0, "H200", "0000:3B:00.0", 1L << 37, 13000);
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void namesProcessesAndWhoIsForeign() throws Exception {
        GpuProcesses processes = ask("echo " + SELF + ", 554; echo 4242, 1024; echo '4243, [N/A]'");

        assertThat(processes)
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.processes())
                                .contains(
                                        new GpuProcess(4242, OptionalLong.of(1L << 30)),
                                        new GpuProcess(4243, OptionalLong.empty())));
        assertThat(processes.foreign()).extracting(GpuProcess::pid).containsExactly(4242L, 4243L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Insufficient Permissions]",
                "[Not Supported]",
                "[Unknown Error]",
                "[GPU is lost]",
                "[N/A]",
                "N/A",
                "[Not Found]",
                ""
            })
    void whatAProcessHoldsMayBeHiddenInAnyWords(String words) throws Exception {
        GpuProcesses processes = ask("echo '" + SELF + ", " + words + "'; echo '4242, " + words + "'");

        assertThat(processes.foreign()).containsExactly(new GpuProcess(4242, OptionalLong.empty()));
    }

    @Test
    void warningsBeforeAndAfterTheListAreSaidAndSpoilNothing() throws Exception {
        GpuProcesses processes = ask("echo 'libX.so: no version information' >&2; echo " + SELF
                + ", 554; echo 4242, 576; echo 'WARNING: infoROM is corrupted at gpu 0000:F0:00.0'");

        assertThat(processes.foreign()).extracting(GpuProcess::pid).containsExactly(4242L);
        assertThat(processes)
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.remarks())
                                .containsExactly(
                                        "libX.so: no version information",
                                        "WARNING: infoROM is corrupted at gpu 0000:F0:00.0"));
    }

    @Test
    void aProcessWhoseNumberIsHiddenIsForeign() throws Exception {
        GpuProcesses processes = ask("echo " + SELF + ", 554; echo '[Insufficient Permissions], [N/A]'");

        assertThat(processes.foreign()).extracting(GpuProcess::pid).containsExactly(GpuProcess.UNNAMED);
    }

    @Test
    void asksForTheDeviceByItsBusId() throws Exception {
        ask("echo \"$@\" > " + folder.resolve("arguments"));

        assertThat(folder.resolve("arguments"))
                .content()
                .isEqualToIgnoringNewLines(
                        "--id=0000:3B:00.0 --query-compute-apps=pid,used_memory --format=csv,noheader,nounits");
    }

    @Test
    void ownChildIsNotForeign() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try {
            assertThat(ask("echo " + SELF + ", 554; echo " + child.pid() + ", 2")
                            .foreign())
                    .isEmpty();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void listWithoutThisProcessIsNotTrusted() throws Exception {
        assertUnknown("echo 4242, 1024", "pids belong to another system");
        assertUnknown("true", "pids belong to another system");
    }

    @Test
    void brokenDriverIsUnknown() throws Exception {
        assertUnknown("echo NVIDIA-SMI has failed; exit 9", "exited with code 9: NVIDIA-SMI has failed");
    }

    @Test
    void rubbishIsUnknownAndPrintable() throws Exception {
        assertUnknown(
                "printf 'No\\001 devices were found'",
                "printed something other than processes: No\\u0001 devices were found");
    }

    @Test
    void floodIsUnknown() throws Exception {
        assertUnknown("head -c 100000 /dev/zero", "printed more than 65536 bytes");
    }

    @Test
    void hangingOneIsGivenUp() throws Exception {
        var smi = new NvidiaSmi(script("exec sleep 600"), Duration.ofMillis(300));

        assertThat(smi.processesOn(DEVICE))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).endsWith("did not end within 300 ms"));
    }

    @Test
    void missingOneIsUnknown() throws Exception {
        var smi = new NvidiaSmi("/no/such/nvidia-smi", Duration.ofSeconds(5));

        assertThat(smi.processesOn(DEVICE))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("can't be run", "No such file"));
        assertThat(smi.processesOn(DEVICE).foreign()).isEmpty();
    }

    private void assertUnknown(String commands, String reason) throws IOException, InterruptedException {
        assertThat(ask(commands))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains(reason));
    }

    private GpuProcesses ask(String commands) throws IOException, InterruptedException {
        return new NvidiaSmi(script(commands), Duration.ofSeconds(30)).processesOn(DEVICE);
    }

    private String script(String commands) throws IOException {
        Path script = folder.resolve("nvidia-smi");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }
}
