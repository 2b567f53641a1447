package dev.gpuworker.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves precomputed bytes on an absolute schedule from one thread with non-blocking sockets, one write per event.
 * {@code POST /100/20000000} returns 100 tokens, one every 20 ms.
 */
public final class FloorServer implements AutoCloseable {
    static final long NEVER = Long.MAX_VALUE;

    /** Waits below a selector's resolution of 1 ms are parks of at most this long, so that new requests are noticed. */
    private static final long PARK_NANOS_MAX = 200_000;

    /** Enough for all streams of the greatest load to connect at once. */
    private static final int BACKLOG = 16_384;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final DeadlineHeap heap = new DeadlineHeap();
    private final Thread thread = new Thread(this::loop, "floor");
    private volatile boolean closed;

    private FloorServer(Selector selector, ServerSocketChannel server) {
        this.selector = selector;
        this.server = server;
    }

    /** Starts on this port of the loopback interface, 0 for a free one. */
    public static FloorServer start(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        FloorServer floor = new FloorServer(selector, server);
        floor.thread.setDaemon(true);
        floor.thread.start();
        return floor;
    }

    /** Returns the port on which it listens. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void loop() {
        try (selector;
                server) {
            while (!closed) {
                long now = System.nanoTime();
                while (!heap.isEmpty() && heap.earliest() - now <= 0) {
                    write(heap.pop());
                }
                await();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        long wait = heap.isEmpty() ? NEVER : heap.earliest() - System.nanoTime();
        if (wait == NEVER) {
            selector.select(this::ready);
        } else if (wait >= 1_000_000) {
            selector.select(this::ready, wait / 1_000_000);
        } else if (selector.selectNow(this::ready) == 0 && wait > 0) {
            LockSupport.parkNanos(Math.min(wait, PARK_NANOS_MAX));
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.isReadable()) {
                read(key);
            } else if (key.isWritable()) {
                key.interestOps(SelectionKey.OP_READ);
                write((FloorStream) key.attachment());
            }
        } catch (IOException e) {
            drop(key);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new FloorStream(channel, key));
        }
    }

    private void read(SelectionKey key) throws IOException {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            drop(key);
            return;
        }
        FloorStream stream = (FloorStream) key.attachment();
        if (stream.request(StandardCharsets.US_ASCII.decode(buffer.flip()).toString())) {
            write(stream);
        }
    }

    private void write(FloorStream stream) {
        try {
            long next = stream.write();
            if (next != NEVER) {
                heap.push(next, stream);
            }
        } catch (IOException e) {
            stream.drop();
        }
    }

    private static void drop(SelectionKey key) {
        ((FloorStream) key.attachment()).drop();
    }
}
