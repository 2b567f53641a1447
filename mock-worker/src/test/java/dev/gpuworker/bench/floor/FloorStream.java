package dev.gpuworker.bench.floor;

import dev.gpuworker.bench.load.TokenFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One stream of the floor: precomputed chunks, one write each, each at an instant that is fixed when it begins. */
final class FloorStream {
    private static final byte[] HEAD = ascii(String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Cache-Control: no-cache",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            ""));
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    /** Keyed by number of tokens; only the floor's one thread uses it. */
    private static final Map<Integer, List<byte[]>> CHUNKS = new HashMap<>();

    /** After this many events without a pause the other streams have their turn. */
    private static final int BURST_MAX = 64;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final StringBuilder request = new StringBuilder();
    private ByteBuffer pending = ByteBuffer.wrap(HEAD);
    private List<byte[]> chunks = List.of();
    private long everyNanos;
    private long startNanos;
    private int next;

    FloorStream(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Takes bytes of the request. Returns true once the stream begins. The path is {@code /<tokens>/<nanos between>}.
     */
    boolean request(String text) {
        request.append(text);
        int line = request.indexOf("\r\n\r\n");
        if (line < 0 || !chunks.isEmpty()) {
            return false;
        }
        String[] path = request.substring(0, request.indexOf("\r\n")).split("[ /]", -1);
        int tokens = Integer.parseInt(path[2]);
        everyNanos = Long.parseLong(path[3]);
        chunks = CHUNKS.computeIfAbsent(tokens, FloorStream::chunksOf);
        startNanos = System.nanoTime();
        return true;
    }

    /** Writes the events that are due. Returns the instant of the next one, {@link FloorServer#NEVER}, or now. */
    long write() throws IOException {
        for (int burst = 0; burst < BURST_MAX; burst++) {
            if (pending.hasRemaining()) {
                channel.write(pending);
                if (pending.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return FloorServer.NEVER;
                }
            }
            if (!chunks.isEmpty() && next == chunks.size()) {
                drop();
                return FloorServer.NEVER;
            }
            long due = startNanos + plannedNanos(next);
            if (everyNanos > 0 && due - System.nanoTime() > 0) {
                return due;
            }
            pending = ByteBuffer.wrap(chunks.get(next++));
        }
        return System.nanoTime();
    }

    /** Ends the stream; the floor ignores clients that have gone. */
    void drop() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException ignored) {
            // Its resources are freed anyway.
        }
    }

    /**
     * The first event begins the stream and token 0 comes one gap later. The end and the last chunk come with the last
     * token.
     */
    private long plannedNanos(int event) {
        return Math.min(event, chunks.size() - 3) * everyNanos;
    }

    private static List<byte[]> chunksOf(int tokens) {
        List<byte[]> chunks =
                TokenFrames.stream(tokens).stream().map(FloorStream::chunk).collect(Collectors.toList());
        chunks.add(LAST_CHUNK);
        return chunks;
    }

    private static byte[] chunk(byte[] frame) {
        return ascii(
                Integer.toHexString(frame.length) + "\r\n" + new String(frame, StandardCharsets.US_ASCII) + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
