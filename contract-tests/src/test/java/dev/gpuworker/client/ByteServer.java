package dev.gpuworker.client;

import dev.gpuworker.conformance.testing.Acceptor;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends exactly the bytes of a test's script, on one thread per connection. */
public final class ByteServer implements AutoCloseable {
    /** What to say on one connection, after its request has been read. */
    public interface Script {
        /** Plays on this connection, which is closed when this returns. */
        void play(Peer peer) throws IOException;
    }

    private final Acceptor acceptor;
    private final Script script;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    /** Starts on a free port of the loopback interface. */
    public ByteServer(Script script) {
        this.script = script;
        this.acceptor = Acceptor.start(
                "byte-server", socket -> daemon(() -> serve(socket)).start());
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
        return URI.create("http://127.0.0.1:" + acceptor.port());
    }

    /** Returns the connections so far whose request has been read. */
    public List<Peer> peers() {
        return List.copyOf(peers);
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
        acceptor.close();
        try {
            for (Peer peer : peers) {
                peer.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
