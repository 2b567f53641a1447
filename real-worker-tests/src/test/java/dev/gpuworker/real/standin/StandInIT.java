package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.vram.Evidence;
import dev.gpuworker.real.vram.ProbeReport;
import dev.gpuworker.real.vram.SoakRun;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests harness and probe on a real GPU, with the stand-in as the worker. A missing driver or GPU is red, with the
 * reason.
 */
class StandInIT {
    private static final long MIB = 1L << 20;
    private static final TestDevice DEVICE = TestDevice.real();

    @TempDir
    Path folder;

    @BeforeEach
    void cardIsRealAndFitForVerdicts() throws Exception {
        ProbeReport report = ProbeReport.take(DEVICE.index());

        assertThat(report.device().name()).doesNotStartWith("FAKE");
        assertThat(report.isFit()).as(report.text()).isTrue();
        assertThat(report.granuleBytes()).isPositive();
    }

    @Test
    void goodStandInIsGreen() throws Exception {
        try (var life = start(Map.of())) {
            life.watchedJobs();
            StopReport stop = life.stop();

            assertThat(stop.isClean()).as(stop.describe()).isTrue();
            assertThat(life.report().verdicts())
                    .hasSize(4)
                    .allSatisfy(verdict ->
                            assertThat(verdict.isGreen()).as(verdict.text()).isTrue());
        }
    }

    @Test
    void leakIsFoundInBytesPerRequest() throws Exception {
        try (var life = start(Map.of("STANDIN_LEAK", "4MiB"))) {
            VramVerdict soak = soak(life);

            assertThat(soak.kind()).as(soak.text()).isEqualTo(Kind.FAILED);
            assertThat(soak.evidence()).contains(new Evidence("slope", 4 * MIB, "bytes/request"));
        }
    }

    @Test
    void oneOffStepIsNotCalledALeak() throws Exception {
        try (var life = start(Map.of("STANDIN_STEP", "8MiB"))) {
            VramVerdict soak = soak(life);

            assertThat(soak.kind()).as(soak.text()).isEqualTo(Kind.PASSED);
        }
    }

    private StandInLife start(Map<String, String> environment) throws Exception {
        return StandInLife.start(folder, environment, DEVICE);
    }

    private static VramVerdict soak(StandInLife life) throws InterruptedException {
        return new SoakRun(LeakPlan.forRequests(20)).run(life.vram().meter(), new NvidiaSmi(), life::send);
    }
}
