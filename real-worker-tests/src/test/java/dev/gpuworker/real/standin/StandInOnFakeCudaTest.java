package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.StopSignal;
import dev.gpuworker.real.vram.Evidence;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.WorkerVram;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of misbehaviour is found, and a good worker is green. Only the device is fake. */
@Tag("fake-cuda")
class StandInOnFakeCudaTest {
    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void goodStandInIsGreenAndSaysWhatItIs() throws Exception {
        try (var life = StandInLife.start(folder, Map.of())) {
            HealthResponse health = life.client().health();
            assertThat(health.standIn()).isEqualTo(StandIn.IDENTITY);
            assertThat(health.mock()).isNull();
            assertThat(life.vram().device().name()).startsWith("FAKE");

            life.watchedJobs();
            StopReport stop = life.stop();

            assertThat(stop.isClean()).isTrue();
            assertThat(life.report().verdicts())
                    .as("%s", life.report().verdicts()) // other processes on the device, for example
                    .extracting(VramVerdict::kind)
                    .containsOnly(Kind.PASSED);
            assertThat(life.report().verdicts()).hasSize(4);
        }
    }

    @Test
    void halfOfASmallModelOutsideOfTheDeviceIsRed() throws Exception {
        var environment = Map.of("STANDIN_WEIGHTS", "48MiB", "STANDIN_WEIGHTS_OFF_DEVICE", "50");
        try (var life = StandInLife.start(folder, environment)) {
            VramVerdict loaded = life.report().verdicts().get(0);

            assertThat(loaded.check()).isEqualTo(VramCheck.LOADED);
            assertThat(loaded.kind()).as(loaded.text()).isEqualTo(Kind.FAILED);
            assertThat(loaded.because()).contains("of the weights are not in device memory");
            assertThat(loaded.evidence()).extracting(Evidence::label).contains("host memory, private");
        }
    }

    @Test
    void slowReclaimIsWaitedForAndTimed() throws Exception {
        // It dies while it holds memory, like a worker that leaves the freeing to the driver.
        var environment = Map.of("FAKE_CUDA_RECLAIM_MS", "1500", "STANDIN_IGNORE_SIGTERM", "1");
        try (var life = StandInLife.start(folder, environment)) {
            life.stop();

            assertThat(life.lastVerdict().kind()).isEqualTo(Kind.PASSED);
            assertThat(life.lastVerdict().evidence().get(4).value()).isGreaterThan(500);
        }
    }

    @Test
    void memoryLostOnExitIsFoundToTheByte() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("FAKE_CUDA_LOSE_ON_EXIT_MIB", "64"))) {
            life.stop();

            assertThat(life.lastVerdict().kind()).isEqualTo(Kind.FAILED);
            assertThat(life.lastVerdict().evidence()).contains(Evidence.bytes("residual", 64 * MIB));
        }
    }

    @Test
    void ignoredSigtermIsFoundAndTheMemoryComesBackAllTheSame() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_IGNORE_SIGTERM", "1"))) {
            StopReport stop = life.stop();

            assertThat(stop.signal()).isEqualTo(StopSignal.KILL);
            assertThat(stop.exit()).hasValueSatisfying(exit -> assertThat(exit).isInstanceOf(ExitStatus.Killed.class));
            assertThat(life.lastVerdict().kind()).isEqualTo(Kind.PASSED);
        }
    }

    @Test
    void slowExitIsTimedAndTheMemoryComesBack() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_EXIT_DELAY_MS", "1200"))) {
            StopReport stop = life.stop();

            assertThat(stop.took()).isGreaterThan(Duration.ofMillis(1200));
            assertThat(stop.signal()).isEqualTo(StopSignal.TERM);
            assertThat(life.lastVerdict().kind()).isEqualTo(Kind.PASSED);
        }
    }

    @Test
    void outOfMemoryInAJobEndsThatJobAloneAndTakesNothing() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_OOM_AT_JOB", "2"))) {
            life.send(1);
            long before = life.vram().meter().settledBytes();

            StreamRecord failed = life.client().execute(life.request()).collect();

            assertThat(failed.terminal())
                    .isInstanceOfSatisfying(
                            InferenceEvent.Failed.class,
                            event -> assertThat(event.code()).isEqualTo("VRAM_OOM"));
            assertThat(life.vram().meter().settledBytes()).isEqualTo(before);
            assertThat(life.client().health().status()).isEqualTo("unhealthy");
            life.send(1);
            assertThat(life.client().health().status()).isEqualTo("healthy");
        }
    }

    @Test
    void standInWithoutADeviceRunsSaysSoAndIsRed() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("LD_LIBRARY_PATH", folder.toString()))) {
            assertThat(life.client().health().standIn()).isEqualTo("worker-orcd-stand-in without a device");
            assertThat(life.worker().process().log().lastLines(50))
                    .anyMatch(line -> line.contains("all numbers are its own accounting"));
            life.send(1);
            life.stop();

            assertThat(life.red()).containsExactly(VramCheck.LOADED, VramCheck.HEALTH_AGREES);
        }
    }

    @Test
    void childLeftBehindIsFoundByTheHarnessWhichEndsIt() throws Exception {
        try (var life = StandInLife.start(folder, Map.of("STANDIN_LEAVE_CHILD", "64MiB"))) {
            StopReport stop = life.stop();

            assertThat(stop.leftBehind()).isNotEmpty();
            assertThat(stop.isClean()).isFalse();
            assertThat(life.lastVerdict().kind()).isEqualTo(Kind.PASSED);
        }
    }

    @Test
    void childLeftBehindIsFoundOnTheDeviceWhereNobodyEndsIt() throws Exception {
        try (WorkerVram vram = WorkerVram.open(0);
                var worker = UnguardedStandIn.start(folder, Map.of("STANDIN_LEAVE_CHILD", "64MiB"))) {
            vram.stopping();
            worker.stop();
            vram.gone(Duration.ofSeconds(3));

            VramVerdict verdict = vram.report().verdicts().get(0);
            assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
            // The child's memory and its context.
            assertThat(verdict.evidence()).contains(Evidence.bytes("residual", (64 + 512) * MIB));
        }
    }
}
