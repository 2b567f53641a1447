package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The tests that look for leaks would find one. */
class ProcessResourcesTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void aSocketThatStaysOpenIsFound() throws Exception {
        ProcessResources before = ProcessResources.now();

        try (var leaked = new ServerSocket(0)) {
            assertThat(leaked.isBound()).isTrue();
            assertThatThrownBy(() -> before.assertBack(SHORT)).hasMessageContaining("open handles");
        }
    }

    @Test
    void aThreadThatStaysAliveIsFound() {
        ProcessResources before = ProcessResources.now();
        var release = new CountDownLatch(1);
        var leaked = new Thread(() -> awaitQuietly(release), "leaked");
        leaked.start();

        assertThatThrownBy(() -> before.assertBack(SHORT)).hasMessageContaining("leaked");

        release.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
