package dev.gpuworker.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineRateTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LineRate rate = new LineRate(2, nanos::get);

    @Test
    void linesAboveTheRateAreSuppressedAndCounted() {
        assertThat(rate.allow()).hasValue(0);
        assertThat(rate.allow()).hasValue(0);
        assertThat(rate.allow()).isEmpty();
        assertThat(rate.allow()).isEmpty();

        nanos.addAndGet(1_000_000_000L);

        assertThat(rate.allow()).hasValue(2);
        assertThat(rate.allow()).hasValue(0);
    }
}
