package dev.gpuworker.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** One connection of a {@link ByteServer}. */
public final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final String requestHead;
    private final String requestBody;
    private final CountDownLatch gone = new CountDownLatch(1);

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        requestHead = readHead();
        requestBody = new String(in.readNBytes(contentLength()), UTF_8);
    }

    public String requestHead() {
        return requestHead;
    }

    public String requestBody() {
        return requestBody;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    /** Sends the head of an accepted job, chunked. */
    public void head() throws IOException {
        send(String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: text/event-stream",
                "Cache-Control: no-cache",
                "Transfer-Encoding: chunked",
                "",
                ""));
    }

    public void chunk(String text) throws IOException {
        chunk(text.getBytes(UTF_8));
    }

    public void chunk(byte[] bytes) throws IOException {
        send(Integer.toHexString(bytes.length) + "\r\n");
        send(bytes);
        send("\r\n");
    }

    public void lastChunk() throws IOException {
        send("0\r\n\r\n");
    }

    /** Sends a whole answer with this status and body. */
    public void answer(int status, String contentType, String body) throws IOException {
        send("HTTP/1.1 " + status + " Status\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    /** Closes with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Keeps the connection open until the client or the server closes it. */
    public void hold() {
        try {
            while (in.read() >= 0) {
                // nothing more is expected
            }
        } catch (IOException e) {
            // reset by the client: it is gone as well
        }
        gone.countDown();
    }

    /** Returns what {@link #hold} opens when the client has gone. */
    public CountDownLatch gone() {
        return gone;
    }

    void close() throws IOException {
        socket.close();
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client closed before its request was whole");
            }
            head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        return head.toString();
    }

    private int contentLength() {
        return requestHead
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
