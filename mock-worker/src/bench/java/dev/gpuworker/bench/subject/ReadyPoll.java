package dev.gpuworker.bench.subject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a server every few milliseconds, on a new connection each time, until it answers. */
record ReadyPoll(int port, String path) {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Finer than the figure, and cheap enough not to slow down the start. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int ANSWER_MILLIS_MAX = 10_000;

    void await(Process process, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("not ready within 60 s, alive: " + process.isAlive() + "; its output ends with: "
                        + tail(output));
            }
            LockSupport.parkNanos(GAP_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return status.length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String tail(Path output) throws IOException {
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        return text.substring(Math.max(0, text.length() - 2000));
    }
}
