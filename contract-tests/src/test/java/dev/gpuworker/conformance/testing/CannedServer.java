package dev.gpuworker.conformance.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that does the same to everyone, whatever they ask. */
public final class CannedServer implements AutoCloseable {
    /** A client that has connected sends at once; on a busy machine it may still be late. */
    private static final int REQUEST_WITHIN_MILLIS = 5000;

    private static final long DRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Acceptor acceptor;
    private final Treatment treatment;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "canned-server");
        thread.setDaemon(true);
        return thread;
    });

    private CannedServer(Treatment treatment) {
        this.treatment = treatment;
        this.acceptor = Acceptor.start("canned-server", socket -> threads.execute(() -> serve(socket)));
    }

    /** What is done to a connection. */
    private interface Treatment {
        void apply(Socket socket, OutputStream out) throws IOException;
    }

    /** Answers with this text and closes. */
    public static CannedServer answering(String answer) {
        return new CannedServer((socket, out) -> out.write(bytes(answer)));
    }

    /** Accepts and says nothing. */
    public static CannedServer silent() {
        return new CannedServer((socket, out) -> awaitPeer(socket));
    }

    /** Answers with this text and resets the connection. */
    public static CannedServer resetting(String answer) {
        return new CannedServer((socket, out) -> {
            out.write(bytes(answer));
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            socket.setSoLinger(true, 0);
        });
    }

    /** Answers with this text, and then byte by byte for ever. */
    public static CannedServer dripping(String answer) {
        return new CannedServer((socket, out) -> {
            out.write(bytes(answer));
            while (true) {
                out.write('.');
                LockSupport.parkNanos(DRIP_NANOS);
            }
        });
    }

    /** Answers with this text, and then with as much as can be written, for ever. */
    public static CannedServer flooding(String answer) {
        return flooding(answer, "x".repeat(64 * 1024));
    }

    /** Answers with this text, and then with the other again and again, as fast as can be written, for ever. */
    public static CannedServer flooding(String answer, String again) {
        return new CannedServer((socket, out) -> {
            out.write(bytes(answer));
            byte[] flood = bytes(again);
            while (true) {
                out.write(flood);
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(REQUEST_WITHIN_MILLIS);
            int got = socket.getInputStream().read(new byte[8192]);
            if (got > 0) {
                treatment.apply(socket, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The peer went away, which is what these servers provoke.
            return;
        }
    }

    private static void awaitPeer(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        int next = socket.getInputStream().read();
        while (next >= 0) {
            next = socket.getInputStream().read();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), acceptor.port());
    }

    /** Returns its base URL. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + acceptor.port());
    }

    @Override
    public void close() {
        acceptor.close();
        threads.shutdownNow();
    }
}
