package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Proves that the tests that look for leaks would find one. */
@Isolated("counts the threads and handles of the process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "counts open handles in /proc")
class ProcessResourcesTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void socketsThatStayOpenAreFound() throws Exception {
        ProcessResources before = ProcessResources.now();
        List<ServerSocket> leaked = new ArrayList<>();
        try {
            // Many: files that other tests left to the garbage collector may be closed meanwhile and hide a single one.
            for (int i = 0; i < 200; i++) {
                leaked.add(new ServerSocket(0));
            }

            assertThatThrownBy(() -> before.assertBack(SHORT)).hasMessageContaining("open handles");
        } finally {
            for (ServerSocket socket : leaked) {
                socket.close();
            }
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
