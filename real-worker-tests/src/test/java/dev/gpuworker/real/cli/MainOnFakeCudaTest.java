package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.standin.StandInBinary;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.wire.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fake-cuda")
class MainOnFakeCudaTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void probeTellsTheFactsOfACard() {
        var run = CommandLineRun.of("probe", "--gpu-device", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("device 1 (FAKE H200").contains("granule         2097152 bytes");
    }

    @Test
    void probePrintsTheFactsAsJson() throws Exception {
        var run = CommandLineRun.of("probe", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        var json = WireJson.tree(run.out());
        assertThat(json.at("/device/name").asText()).startsWith("FAKE H200");
        assertThat(json.path("granule_bytes").asLong()).isEqualTo(2097152);
        assertThat(json.path("fit_for_verdicts").asBoolean()).isTrue();
    }

    @Test
    void aModelWhoseSizeIsUnknownIsNeverLoaded() throws Exception {
        Path model = Files.writeString(folder.resolve("model.gguf"), "GGUF and nothing else");

        var run = soakOf(
                TestWorkers.misbehavingBinary().path(),
                model.toString(),
                List.of("--worker-env", "MISBEHAVE=use-device", "--worker-env", "LEDGER=" + folder.resolve("ledger")));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("could-not-run V-101")
                .contains("the size of the model's weights is unknown, so no rise proves that they were loaded: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--requests=20", "--restarts"})
    void aWorkerThatHangsUpOnEveryRequestOnceItIsReadyAllowsNoVerdict(String extent) throws Exception {
        var run = CommandLineRun.of(
                "soak",
                "--worker",
                TestWorkers.misbehavingBinary().path().toString(),
                "--model",
                "mock:tiny",
                extent,
                "--worker-env",
                "MISBEHAVE=hang-up-once-ready",
                "--worker-env",
                "LEDGER=" + folder.resolve("ledger"),
                "--report-dir",
                folder.resolve("report").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains(" answered GET /health and then no request: the connection was closed before the answer")
                .doesNotContain("Exception", "RED");
    }

    @Test
    void probeOfADeviceThatIsNotThereNamesThoseThatAre() {
        var run = CommandLineRun.of("probe", "--gpu-device", "9");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("there is no CUDA device 9: indices go from 0 to 1")
                .hasLineCount(1);
    }

    @Test
    void soakOfAGoodWorkerIsGreen() throws Exception {
        var run = soak(List.of());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "passed V-101", "passed V-104", "passed V-103", "GREEN: 4 passed, 0 failed of 4 memory checks");
        assertThat(folder.resolve("report/vram.json")).content().contains("\"high_water_mark_bytes\"");
    }

    @Test
    void soakOfALeakingWorkerIsRedWithTheBytes() throws Exception {
        var run = soak(List.of("--worker-env", "STANDIN_LEAK=2MiB"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "failed V-104",
                        "actual: memory in use grows by about 2097152 bytes per request",
                        "RED: 3 passed, 1 failed");
    }

    @Test
    void soakOfOneEndingFindsItsLeakAlone() throws Exception {
        var leak = List.of("--worker-env", "STANDIN_LEAK=2MiB", "--worker-env", "STANDIN_LEAK_JOBS=cancelled");

        var finished = soak(leak);
        assertThat(finished.exitCode()).as(finished.out() + finished.err()).isZero();
        var cancelled = soak(
                Stream.concat(leak.stream(), Stream.of("--ending", "cancelled")).toList());
        assertThat(cancelled.exitCode()).isEqualTo(1);
        assertThat(cancelled.out()).contains("failed V-104", "grows by about 2097152 bytes per request");
    }

    @Test
    void soakWhoseRequestsEndOtherwiseIsRedAndNamesTheCode() throws Exception {
        var run = soak(List.of("--worker-env", "STANDIN_OOM_AT_JOB=4"));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "could-not-run V-104",
                        "job \"finished-4\" was to finish, but it ended with error VRAM_OOM after 0 tokens");
    }

    @Test
    void endingsAndProvocationsMustFitTogether() {
        var run = CommandLineRun.of("soak", "--worker", "/bin/true", "--model", "mock:tiny", "--ending", "failed");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--ending failed needs one --provoke <code>=<prompt>");
    }

    @Test
    void soakOnACardThatIsNotQuietIsInconclusiveAfterASecondAttempt() throws Exception {
        Path worker = StandInBinary.writeTo(Files.createDirectories(folder), TestWorkers.classPath());
        Path output = folder.resolve("output.txt");

        int exitCode = onANoisyCard(
                output,
                "soak",
                "--worker",
                worker.toString(),
                "--model",
                "mock:qwen2.5-0.5b-instruct",
                "--requests",
                "20",
                "--max-tokens",
                "1",
                "--report-dir",
                folder.resolve("report").toString());

        assertThat(output)
                .content()
                .contains("inconclusive; attempt 2 of 2", "INCONCLUSIVE: 0 passed, 0 failed, 4 inconclusive of 4")
                .contains("inconclusive V-101", "actual: memory in use swings while nothing of ours runs")
                .contains("see docs/real-worker.md#card-not-quiet");
        assertThat(exitCode).isEqualTo(3);
    }

    @Test
    void restartsAndRequestsAreTwoDifferentSoaks() {
        var run = CommandLineRun.of(
                "soak", "--worker", "/bin/true", "--model", "mock:tiny", "--restarts", "--requests", "9");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--requests=<n>, --restarts are mutually exclusive");
    }

    private static int onANoisyCard(Path output, String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", TestWorkers.classPath(), Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(FakeCuda.environment(output.resolveSibling("card.state")));
        builder.environment().put("FAKE_CUDA_NOISE_MIB", "64");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the soak ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private CommandLineRun soak(List<String> more) throws Exception {
        Path worker = StandInBinary.writeTo(Files.createDirectories(folder), TestWorkers.classPath());
        return soakOf(worker, "mock:qwen2.5-0.5b-instruct", more);
    }

    private CommandLineRun soakOf(Path worker, String model, List<String> more) {
        var arguments = new ArrayList<>(List.of("soak", "--worker", worker.toString()));
        arguments.addAll(List.of("--model", model, "--requests", "20", "--max-tokens", "1"));
        arguments.addAll(List.of("--report-dir", folder.resolve("report").toString()));
        FakeCuda.environmentSharedWithThisJvm()
                .forEach((name, value) -> arguments.addAll(List.of("--worker-env", name + "=" + value)));
        arguments.addAll(more);
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
