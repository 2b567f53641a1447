package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.standin.StandInBinary;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications with {@code --no-cuda}: the tool uses no device, though the stand-in has one. */
class VerifyWithoutDeviceTest {
    @TempDir
    private Path folder;

    @Test
    void aWorkerWithoutDeviceIsGreenAndTheFirstLineSaysSo() throws Exception {
        var run = verify("W-101", List.of());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("DEVICE MEMORY WAS NOT WATCHED");
        String page = Files.readString(folder.resolve("report/report.html"));
        assertThat(fromTo(page, ">W-101<", "<h2>")).contains("the worker's log", "execute_start");
        assertThat(fromTo(page, ">P-102<", ">P-103<")).contains("the worker's log", "no-such-model.gguf");
        assertThat(fromTo(page, ">P-206<", "<h2>")).contains("the worker's log", "shutdown");
    }

    @Test
    void aWorkerThatDoesNotStartLeavesNoVerdict() throws Exception {
        Path dying = Files.writeString(folder.resolve("dying"), "#!/bin/sh\necho no model today\nexit 7\n");
        assertThat(dying.toFile().setExecutable(true)).isTrue();

        var run = CommandLineRun.of(
                "verify",
                "--worker",
                dying.toString(),
                "--model",
                "mock:m",
                "--no-cuda",
                "--report-dir",
                folder + "/report");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("exited with code 7").contains("no model today");
        assertThat(folder.resolve("report/report.json")).doesNotExist();
    }

    @Test
    void aWorkerThatOffersShutdownIsJudgedByItToo() throws Exception {
        var run = verify("W-34?", List.of());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).doesNotContainPattern("not-applicable of \\d+ rules");
    }

    @Test
    void aWorkerThatHangsUpOnEveryRequestOnceItIsReadyAllowsNoVerdict() throws Exception {
        var run = verify(
                TestWorkers.misbehavingBinary().path(),
                "W-301",
                List.of(
                        "--timeout",
                        "500ms",
                        // It never ends by itself, so each start that has to fail takes this long.
                        "--ready-within",
                        "3s",
                        "--worker-env",
                        "MISBEHAVE=hang-up-once-ready",
                        "--worker-env",
                        "LEDGER=" + folder.resolve("ledger")));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.err()).contains(" answered GET /health and then no request: the connection was closed");
    }

    @Test
    void whatIsOnlyAWarningIsToldAndCountedToo() throws Exception {
        var run = verify(TestWorkers.mockBinary(folder), "W-301", List.of());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "warned P-201 SHOULD D-14,M0-SYS-2.2.1 A worker on a GPU is not a mock.",
                        "next:     Check whether --worker names the real binary")
                .containsPattern("\\d+ passed, 0 failed, [12] warned of \\d+ process checks");
    }

    private static String fromTo(String text, String from, String to) {
        int start = text.indexOf(from);
        assertThat(start).as(from).isNotNegative();
        int end = text.indexOf(to, start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private CommandLineRun verify(String rules, List<String> more) throws Exception {
        return verify(StandInBinary.writeTo(Files.createDirectories(folder), TestWorkers.classPath()), rules, more);
    }

    private CommandLineRun verify(Path worker, String rules, List<String> more) {
        return VerifyRun.of(worker, folder, rules, FakeCuda.environment(folder.resolve("card.state")), noCuda(more));
    }

    private static List<String> noCuda(List<String> more) {
        var arguments = new ArrayList<>(List.of("--no-cuda"));
        arguments.addAll(more);
        return arguments;
    }
}
