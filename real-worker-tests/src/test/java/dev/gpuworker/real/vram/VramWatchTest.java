package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.VramReading;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VramWatchTest {
    private final AtomicLong usedBytes = new AtomicLong(10 * GRANULE);
    private VramWatch watch;

    @BeforeEach
    void start() throws Exception {
        watch = VramWatch.start(new VramMeter(new Settable(usedBytes)));
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void recordsPhaseByPhase() throws Exception {
        phase(Kind.STARTED, "start", 100);
        phase(Kind.JOB, "job 1", 100);
        phase(Kind.STOPPED, "stop", 10);

        VramTimeline timeline = watch.timeline();

        assertThat(timeline.phases())
                .extracting(VramPhase::kind)
                .containsExactly(Kind.BASELINE, Kind.STARTED, Kind.JOB, Kind.STOPPED);
        assertThat(timeline.phases())
                .extracting(VramPhase::settledBytes)
                .containsExactly(10 * GRANULE, 100 * GRANULE, 100 * GRANULE, 10 * GRANULE);
        assertThat(timeline.interrupted()).isEmpty();
        assertThat(timeline.baseline().usedBytes()).isEqualTo(10 * GRANULE);
    }

    @Test
    void highWaterMarkIsThePeakWithinThePhase() throws Exception {
        watch.begin(Kind.JOB, "job 1");
        usedBytes.set(500 * GRANULE);
        awaitSampleOf(500 * GRANULE);
        usedBytes.set(100 * GRANULE);
        awaitSampleOf(100 * GRANULE);
        watch.end();
        phase(Kind.JOB, "job 2", 100);

        assertThat(watch.timeline().phases(Kind.JOB))
                .extracting(VramPhase::highWaterMarkBytes)
                .containsExactly(500 * GRANULE, 100 * GRANULE);
        assertThat(watch.timeline().highWaterMarkBytes()).isEqualTo(500 * GRANULE);
    }

    @Test
    void failingDeviceEndsTheSamplingAndIsTold() {
        usedBytes.set(-1);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(watch.timeline().interrupted())
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("cuMemGetInfo returned 999")));
        assertThatThrownBy(watch::end).isInstanceOf(DeviceMemoryException.class);
    }

    @Test
    void impossibleReadingEndsTheSamplingAndIsTold() {
        usedBytes.set(Settable.TOTAL_BYTES + 1);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(watch.timeline().interrupted())
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("expected 0 <= free")));
    }

    @Test
    void closedWatchTakesNoMoreSamplesAndKeepsItsTimeline() {
        awaitSampleOf(10 * GRANULE);
        watch.close();
        int taken = watch.timeline().samples().size();

        usedBytes.set(99 * GRANULE);

        assertThat(watch.timeline().samples()).hasSize(taken).noneMatch(sample -> sample.usedBytes() == 99 * GRANULE);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("vram-watch-7"));
    }

    @Test
    void phasesFollowEachOther() {
        assertThatThrownBy(watch::end).hasMessage("no phase has begun since \"baseline\" ended");
        watch.begin(Kind.STARTED, "start");
        assertThatThrownBy(() -> watch.begin(Kind.JOB, "job 1")).hasMessage("phase \"start\" has not ended");
    }

    private void phase(Kind kind, String name, long granules) throws InterruptedException {
        watch.begin(kind, name);
        usedBytes.set(granules * GRANULE);
        awaitSampleOf(granules * GRANULE);
        assertThat(watch.end()).isEqualTo(granules * GRANULE);
    }

    private void awaitSampleOf(long bytes) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var samples = watch.timeline().samples();
            return !samples.isEmpty() && samples.get(samples.size() - 1).usedBytes() == bytes;
        });
    }

    /** A device whose memory in use is set by the test; it fails below zero. */
    private record Settable(AtomicLong usedBytes) implements DeviceMemory {
        private static final long TOTAL_BYTES = 1L << 37;

        @Override
        public GpuDevice device() {
            return new GpuDevice(7, "SETTABLE", "0000:07:00.0", TOTAL_BYTES, 13000);
        }

        @Override
        public VramReading read() {
            long used = usedBytes.get();
            if (used < 0) {
                throw DeviceMemoryException.ofCall("cuMemGetInfo", 999, "CUDA_ERROR_UNKNOWN", "on device 7");
            }
            return new VramReading(TOTAL_BYTES - used, TOTAL_BYTES);
        }

        @Override
        public void close() {}
    }
}
