package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that has no file handle left for another connection. */
@Timeout(180)
class DescriptorsTest {
    private static final int DESCRIPTORS = 256;

    /** A line per second for a few seconds, and no flood: it once was a hundred megabytes in three seconds. */
    private static final int LOG_BYTES_MAX = 64 * 1024;

    @TempDir
    private Path folder;

    @Test
    void clientsThatTakeAllFileHandlesFillNoLog() throws Exception {
        try (WorkerRun worker = WorkerRun.startWithDescriptors(folder, DESCRIPTORS)) {
            int port = worker.awaitPorts().get(0);
            // Loading a class from a folder needs a file handle; the runnable jar has all classes in one open file.
            assertThat(worker.get(port, "/health").statusCode()).isEqualTo(200);
            List<Socket> clients = new ArrayList<>();
            for (int k = 0; k < DESCRIPTORS; k++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }

            Awaitility.await("three lines on failed accepts")
                    .atMost(WorkerRun.PATIENCE)
                    .until(() -> worker.logged("log").size() >= 3);
            assertThat(worker.logged("log"))
                    .allSatisfy(line -> assertThat(line.path("message").asText())
                            .startsWith("a connection could not be accepted: Too many open files"));
            assertThat(worker.logBytes()).isLessThan(LOG_BYTES_MAX);

            for (Socket client : clients) {
                client.close();
            }
            assertThat(worker.get(port, "/health").statusCode()).isEqualTo(200);
        }
    }
}
