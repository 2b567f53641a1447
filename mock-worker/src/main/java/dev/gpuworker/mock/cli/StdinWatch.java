package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stops the process when its standard input ends. The operating system closes it with the program at the other end,
 * however that program dies, so no mock outlives the test run that started it.
 */
final class StdinWatch {
    private static final int READ_BYTES = 512;

    private StdinWatch() {}

    static void start(InputStream in, StopRequest stop) {
        Thread thread = new Thread(() -> awaitEnd(in, stop), "mock-worker-stdin");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd(InputStream in, StopRequest stop) {
        byte[] ignored = new byte[READ_BYTES];
        try {
            while (in.read(ignored) >= 0) {
                // What is written there means nothing.
            }
        } catch (IOException e) {
            // A broken input has ended as well.
        }
        stop.request(StopRequest.Reason.STDIN_CLOSED);
    }
}
