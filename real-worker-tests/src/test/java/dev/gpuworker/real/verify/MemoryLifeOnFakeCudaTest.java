package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.process.WorkerBinary;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerConfigBuilder;
import dev.gpuworker.real.standin.StandInBinary;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.testing.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One granule that is kept after jobs of one ending is found, and blamed on that ending alone. */
@Tag("fake-cuda")
class MemoryLifeOnFakeCudaTest {
    private static final String MODEL = "mock:qwen2.5-0.5b-instruct";

    /** The prompts {@code oom} and {@code cuda} fail. */
    private static final String SCENARIOS = """
            version: 1
            scenarios:
              - name: out-of-memory
                when: { prompt: oom }
                stream: [ { started: {} }, { error: VRAM_OOM } ]
              - name: cuda-error
                when: { prompt: /cuda/ }
                stream: [ { started: {} }, { error: CUDA_ERROR } ]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void goodWorkerIsLevelHoweverItsJobsEnd() throws Exception {
        VramReport report = life(Map.of(), "the sea");

        assertThat(report.verdicts()).allMatch(VramVerdict::isGreen);
        assertThat(level(report).because())
                .startsWith(
                        "memory in use was level; bytes per job that 99 of 100 runs would have found: \"finished\" ")
                .contains("\"refused\" ", "\"cancelled\" ", "\"client gone\" ", "\"failed with VRAM_OOM\" ");
    }

    @ParameterizedTest
    @MethodSource
    void oneGranulePerJobIsFound(String jobs, String ending) throws Exception {
        VramReport report = life(Map.of("STANDIN_LEAK", "2MiB", "STANDIN_LEAK_JOBS", jobs), "the sea");

        assertThat(level(report).kind()).as(level(report).text()).isEqualTo(Kind.FAILED);
        assertThat(level(report).because())
                .startsWith("memory in use rises with jobs and isn't given back: jobs \"" + ending
                        + "\": memory in use grows by about 2")
                .doesNotContain("; jobs ");
    }

    static Stream<Arguments> oneGranulePerJobIsFound() {
        return Stream.of(
                        Arguments.of("cancelled-", "cancelled"),
                        Arguments.of("failed-", "failed with VRAM_OOM"),
                        Arguments.of("finished-", "finished"),
                        Arguments.of("client-gone-", "client gone"))
                .limit(Soak.times(2, 4));
    }

    @Test
    void singleStepOfAnEndingIsAWarning() throws Exception {
        var step = Map.of("STANDIN_LEAK", "8MiB", "STANDIN_LEAK_JOBS", "cancelled-", "STANDIN_LEAK_TIMES", "1");

        assertThat(level(life(step, "the sea")).kind()).isEqualTo(Kind.WARNED);
    }

    @Test
    void jobsThatEndOtherwiseAreNamedWithTheirCode() throws Exception {
        VramVerdict level = level(life(Map.of(), "cuda"));

        assertThat(level.kind()).isEqualTo(Kind.COULD_NOT_RUN);
        assertThat(level.because())
                .contains("job \"finished-1\" was to finish, but it ended with error CUDA_ERROR after 0 tokens");
    }

    private static VramVerdict level(VramReport report) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.check() == VramCheck.LEVEL_ACROSS_JOBS)
                .findFirst()
                .orElseThrow();
    }

    private VramReport life(Map<String, String> environment, String prompt) throws Exception {
        Path scenarios = Files.writeString(folder.resolve("scenarios.yaml"), SCENARIOS);
        Path binary = StandInBinary.writeTo(folder, TestWorkers.classPath());
        WorkerConfigBuilder config = WorkerConfig.builder(new WorkerBinary(binary), MODEL)
                .arguments(List.of("--scenario", scenarios.toString()))
                .readyWithin(Duration.ofSeconds(60));
        FakeCuda.environmentSharedWithThisJvm().forEach(config::environment);
        environment.forEach(config::environment);
        var plan = new VerificationPlan(
                config.build(),
                ModelWeights.of(MODEL),
                true,
                WorkerRulebook.all(),
                KnownDeviations.NONE,
                new VerificationPlan.Jobs(Duration.ofSeconds(10), 42, JobPrompts.STANDARD, Map.of("VRAM_OOM", "oom")),
                folder);
        return new MemoryLife(plan, folder, new JobPrompt("test", prompt, 0, 1)).run();
    }
}
