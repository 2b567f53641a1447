package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartRunTest {
    private static final NvidiaSmi NOBODY = new NvidiaSmi("no-such-program", Duration.ofSeconds(5));

    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicLong usedBytes = new AtomicLong(100 * GRANULE);

    @Test
    void memoryLostAtEachEndIsFound() throws Exception {
        var device = new SimulatedDevice(millis -> usedBytes.get());

        VramVerdict verdict = RestartRun.DEFAULT.run(device.meter(), NOBODY, count -> {
            lives.incrementAndGet();
            usedBytes.addAndGet(GRANULE);
        });

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
        assertThat(verdict.because()).contains("2097152 bytes per restart");
        assertThat(lives).hasValue(20);
        assertThat(device.elapsed()).isBetween(Duration.ofSeconds(60 + 19 * 10), Duration.ofSeconds(60 + 19 * 15));
    }

    @Test
    void memoryThatComesBackSlowlyIsNoLoss() throws Exception {
        List<Long> ends = new ArrayList<>();
        // Each end frees its 40 granules four seconds later.
        var device = new SimulatedDevice(millis ->
                (100 + 40 * ends.stream().filter(end -> millis < end + 4000).count()) * GRANULE);

        VramVerdict verdict = RestartRun.DEFAULT.run(
                device.meter(), NOBODY, count -> ends.add(device.elapsed().toMillis()));

        assertThat(verdict.kind()).as(verdict.text()).isEqualTo(Kind.PASSED);
        assertThat(ends).hasSize(6);
    }

    @Test
    void memoryLostAtTheFirstEndOnlyIsNoLeak() throws Exception {
        var device = new SimulatedDevice(millis -> usedBytes.get());

        VramVerdict verdict = RestartRun.DEFAULT.run(device.meter(), NOBODY, count -> {
            if (lives.incrementAndGet() == 1) {
                usedBytes.addAndGet(8 * GRANULE);
            }
        });

        assertThat(verdict.kind()).as(verdict.text()).isEqualTo(Kind.PASSED);
    }
}
