package dev.gpuworker.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sees every byte and every ending. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends a job and reads nothing. */
    static RawClient execute(MockWorker worker, String json) throws IOException {
        RawClient client = new RawClient(worker.config().port());
        client.send(post("/execute", json));
        return client;
    }

    static String post(String path, String json) {
        return "POST " + path + " HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    Socket socket() {
        return socket;
    }

    /** Reads until the text has come or the connection ended; returns all that was received so far. */
    String readUntil(String text) throws IOException {
        InputStream in = socket.getInputStream();
        while (!text().contains(text)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended before \"" + text + "\"; received: " + text());
            }
            received.write(next);
        }
        return text();
    }

    /** Reads to the end and returns how the connection ended: {@code fin}, {@code rst} or {@code open}. */
    String readToEnd() throws IOException {
        try {
            received.write(socket.getInputStream().readAllBytes());
            return "fin";
        } catch (SocketTimeoutException e) {
            return "open";
        } catch (IOException e) {
            return "rst";
        }
    }

    /** Reads as long as bytes arrive, and returns how it ended; keeps the bytes before a reset. */
    String drain() throws IOException {
        byte[] buffer = new byte[8192];
        while (true) {
            int read;
            try {
                read = socket.getInputStream().read(buffer);
            } catch (SocketTimeoutException e) {
                return "open";
            } catch (IOException e) {
                return "rst";
            }
            if (read < 0) {
                return "fin";
            }
            received.write(buffer, 0, read);
        }
    }

    String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** Returns the head of the response. */
    String head() {
        return text().substring(0, text().indexOf("\r\n\r\n") + 4);
    }

    /** Returns the bytes after the head, including HTTP framing. */
    byte[] rawBody() {
        byte[] all = received.toByteArray();
        int from = head().getBytes(StandardCharsets.UTF_8).length;
        return Arrays.copyOfRange(all, from, all.length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
