package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.Evidence;
import dev.gpuworker.real.vram.SoakRun;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that grows while a worker lives is found, and a single step is not called a leak. Only the device is fake. */
@Tag("fake-cuda")
class StandInLeaksOnFakeCudaTest {
    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void largeLeakIsFoundBySoakAndByTheLevelAcrossJobs() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_LEAK", "4MiB"))) {
            life.watchedJobs();
            VramVerdict soak = soak(20, life);
            life.stop();

            assertThat(soak.kind()).isEqualTo(Kind.FAILED);
            assertThat(soak.evidence()).contains(new Evidence("slope", 4 * MIB, "bytes/request"));
            assertThat(life.red()).containsExactly(VramCheck.LEVEL_ACROSS_JOBS);
        }
    }

    @Test
    void smallLeakIsFoundWithMoreRequestsABatch() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_LEAK", "64KiB"))) {
            VramVerdict soak = soak(200, life);

            assertThat(soak.kind()).as(soak.text()).isEqualTo(Kind.FAILED);
            assertThat(soak.evidence().get(0).value()).isBetween(60_000L, 71_000L);
        }
    }

    @Test
    void oneOffStepIsNotCalledALeak() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_STEP", "8MiB", "STANDIN_STEP_AT_JOB", "3"))) {
            life.watchedJobs();
            VramVerdict soak = soak(20, life);

            assertThat(soak.kind()).as(soak.text()).isEqualTo(Kind.PASSED);
        }
    }

    @Test
    void oneOffStepIsAWarningAcrossJobs() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_STEP", "8MiB", "STANDIN_STEP_AT_JOB", "2"))) {
            life.watchedJobs();
            life.stop();

            assertThat(life.report().verdicts())
                    .filteredOn(verdict -> verdict.check() == VramCheck.LEVEL_ACROSS_JOBS)
                    .extracting(VramVerdict::kind)
                    .containsExactly(Kind.WARNED);
        }
    }

    private static VramVerdict soak(int requests, StandInLife life) throws InterruptedException {
        return new SoakRun(LeakPlan.forRequests(requests)).run(life.vram().meter(), new NvidiaSmi(), life::send);
    }
}
