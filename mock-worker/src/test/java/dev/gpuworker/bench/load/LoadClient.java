package dev.gpuworker.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads many streams on one thread and stamps each event at the moment its bytes are read. It neither locks nor
 * allocates per event: everything is allocated before the first request. Not thread-safe.
 */
public final class LoadClient {
    private static final int READ_BYTES = 256 * 1024;

    private final int port;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(READ_BYTES);
    private final byte[] heap = new byte[READ_BYTES];
    private int open;

    /** Creates a client of the server on this port of the loopback interface. */
    public LoadClient(int port) {
        this.port = port;
    }

    /** Puts the load on the server. Returns once every stream has ended or the patience is over. */
    public LoadResult run(Load load, RequestTemplate request, ExpectedBody expected) throws IOException {
        long[] arrivals = new long[Math.multiplyExact(load.streams(), expected.events())];
        List<StreamConnection> streams = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < load.streams(); i++) {
                ResponseReader reader = new ResponseReader(new BodyCheck(expected, i, arrivals, i * expected.events()));
                streams.add(new StreamConnection(connect(selector), reader, ByteBuffer.wrap(request.bytes(i, port))));
                streams.get(i).register(selector);
            }
            open = load.streams();
            read(selector, streams, load);
        } finally {
            for (StreamConnection stream : streams) {
                stream.close();
            }
        }
        return new LoadResult(load, expected, arrivals, streams);
    }

    private void read(Selector selector, List<StreamConnection> streams, Load load) throws IOException {
        Consumer<SelectionKey> onReadable = key -> readFrom((StreamConnection) key.attachment());
        long begin = System.nanoTime();
        long giveUp = begin + load.patience().toNanos();
        double gap = (double) load.ramp().toNanos() / load.streams();
        int sent = 0;
        long now = begin;
        while (open > 0 && now - giveUp < 0) {
            while (sent < streams.size() && now - begin >= gap * sent) {
                open -= streams.get(sent++).send() ? 0 : 1;
            }
            selector.select(onReadable, sent < streams.size() ? 1 : 100);
            now = System.nanoTime();
        }
    }

    private void readFrom(StreamConnection stream) {
        if (stream.read(direct, heap)) {
            open--;
        }
    }

    private SocketChannel connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot open stream " + selector.keys().size() + " to port " + port, e);
        }
    }
}
