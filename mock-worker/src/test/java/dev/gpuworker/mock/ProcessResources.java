package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The operating system resources that this process holds, to compare before and after.
 *
 * @param threads live threads
 * @param handles open files and sockets
 */
record ProcessResources(Set<Thread> threads, long handles) {
    /** The pool of the shared server grows and shrinks by itself; a leak per stream would be hundreds. */
    private static final int POOL_THREADS_TOLERATED = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static ProcessResources now() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            long handles = files.count();
            return new ProcessResources(Set.copyOf(Thread.getAllStackTraces().keySet()), handles);
        } catch (IOException e) {
            throw new IllegalStateException("this test counts handles in /proc/self/fd, so it needs Linux", e);
        }
    }

    /** Waits until the process holds no more than this again; otherwise fails and lists the excess. */
    void assertBack() {
        assertBack(PATIENCE);
    }

    void assertBack(Duration patience) {
        Awaitility.await("handles and threads are back")
                .pollInSameThread()
                .atMost(patience)
                .untilAsserted(() -> {
                    ProcessResources now = now();
                    assertThat(now.handles()).as("open handles").isLessThanOrEqualTo(handles);
                    assertThat(now.newSince(this)).as("new threads").hasSizeLessThanOrEqualTo(POOL_THREADS_TOLERATED);
                    assertThat(now.newSince(this))
                            .as("new threads that are not the pool's")
                            .allMatch(name -> name.startsWith("mock-worker-http"));
                });
    }

    private Set<String> newSince(ProcessResources before) {
        return threads.stream()
                .filter(thread -> thread.isAlive() && !before.threads.contains(thread))
                .map(thread -> thread.getName() + " " + thread.getId())
                .collect(Collectors.toSet());
    }
}
