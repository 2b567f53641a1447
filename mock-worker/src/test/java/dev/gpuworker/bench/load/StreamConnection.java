package dev.gpuworker.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One stream: its socket, the time of its request, and its response. */
final class StreamConnection {
    private final SocketChannel channel;
    private final ResponseReader reader;
    private final ByteBuffer request;
    private long sentNanos;
    private int reads;
    private @Nullable String failure;

    StreamConnection(SocketChannel channel, ResponseReader reader, ByteBuffer request) {
        this.channel = channel;
        this.reader = reader;
        this.request = request;
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the request. Returns false if that ended the stream. A request is smaller than any socket's buffer. */
    boolean send() {
        sentNanos = System.nanoTime();
        try {
            channel.write(request);
            failure = request.hasRemaining() ? "the request did not fit into the socket's buffer" : null;
        } catch (IOException e) {
            failure = "sending: " + e.getMessage();
        }
        return failure == null;
    }

    /** Reads the available bytes. Returns true if that ended the stream. */
    boolean read(ByteBuffer direct, byte[] heap) {
        try {
            direct.clear();
            int length = channel.read(direct);
            long now = System.nanoTime();
            if (length < 0) {
                reader.closed();
            } else {
                reads++;
                direct.flip().get(heap, 0, length);
                reader.accept(heap, length, now);
            }
        } catch (IOException e) {
            failure = "reading: " + e.getMessage();
        }
        if (failure == null && !reader.ended()) {
            return false;
        }
        close();
        return true;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            failure = failure == null ? "closing: " + e.getMessage() : failure;
        }
    }

    long sentNanos() {
        return sentNanos;
    }

    int reads() {
        return reads;
    }

    int chunks() {
        return reader.chunks();
    }

    /** Returns null if every byte was as expected. */
    @Nullable String failure() {
        if (failure != null) {
            return failure;
        }
        return reader.ended() ? reader.failure() : "not ended in time";
    }
}
