package dev.gpuworker.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that says exactly the bytes that a test tells it to, on one thread a connection. */
public final class ByteServer implements AutoCloseable {
    /** What to say on one connection, after its request has been read. */
    public interface Script {
        /** Plays on this connection, which is closed when this returns. */
        void play(Peer peer) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    /** Starts on a free port of the loopback interface. */
    public ByteServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        daemon(this::accept).start();
    }

    /** Returns a server that answers every request with this event stream, chunk by chunk, properly ended. */
    public static ByteServer streaming(String... pieces) {
        return new ByteServer(peer -> {
            peer.head();
            for (String piece : pieces) {
                peer.chunk(piece);
            }
            peer.lastChunk();
        });
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Returns the connections so far whose request has been read. */
    public List<Peer> peers() {
        return List.copyOf(peers);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket)).start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer peer = new Peer(socket);
            peers.add(peer);
            script.play(peer);
        } catch (IOException e) {
            // the client went away, as many tests want
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "byte-server");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Peer peer : peers) {
                peer.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
