package dev.gpuworker.mock.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AcceptFailuresTest {
    @Test
    void failuresAreLoggedOnceASecond() {
        var nanos = new AtomicLong();
        var failures = new AcceptFailures(nanos::get);
        var failure = new IOException("Too many open files");

        assertThat(failures.failed(failure)).isTrue();
        assertThat(failures.failed(failure)).isFalse();
        nanos.addAndGet(999_999_999L);
        assertThat(failures.failed(failure)).isFalse();
        nanos.addAndGet(1);
        assertThat(failures.failed(failure)).isTrue();
    }
}
