package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.vram.VramTimeline.Sample;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleBufferTest {
    private final SampleBuffer buffer = new SampleBuffer();

    @Test
    void keepsEverySampleWhileThereIsRoom() {
        fill(1000);

        assertThat(buffer.samples()).hasSize(1000);
    }

    @Test
    void longCurveStaysBoundedInOrderAndKeepsItsPeak() {
        fill(500_000);

        assertThat(buffer.samples())
                .hasSizeBetween(SampleBuffer.SAMPLES_MAX / 2, SampleBuffer.SAMPLES_MAX)
                .isSortedAccordingTo(Comparator.comparing(Sample::at))
                .extracting(Sample::usedBytes)
                .contains(1_000_000L);
        assertThat(buffer.samples().get(buffer.samples().size() - 1).at()).isGreaterThan(Duration.ofSeconds(499));
    }

    /** Zero everywhere, with one peak of a single reading at 777 ms. */
    private void fill(int count) {
        IntStream.range(0, count)
                .mapToObj(i -> new Sample(Duration.ofMillis(i), i == 777 ? 1_000_000 : i % 7))
                .forEach(buffer::add);
    }
}
