package dev.gpuworker.client;

import dev.gpuworker.wire.SseFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/** A body that comes in exactly these pieces, and what {@link FrameReader} makes of it. */
final class Pieces implements Source {
    /** A frame and its place. */
    record Placed(SseFrame frame, long fromByte, long toByte) {}

    private final Iterator<byte[]> pieces;
    private final Buffer rest = new Buffer();

    private Pieces(List<byte[]> pieces) {
        this.pieces = pieces.iterator();
    }

    static Source of(byte[]... pieces) {
        return new Pieces(List.of(pieces));
    }

    static List<Placed> read(byte[]... pieces) throws IOException {
        List<Placed> frames = new ArrayList<>();
        FrameReader.read(of(pieces), 1 << 20, (frame, from, to) -> frames.add(new Placed(frame, from, to)));
        return frames;
    }

    /** Cuts the body before each of these offsets. */
    static byte[][] cut(byte[] body, List<Integer> offsets) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int offset : offsets.stream().sorted().distinct().toList()) {
            if (offset > from && offset < body.length) {
                pieces.add(Arrays.copyOfRange(body, from, offset));
                from = offset;
            }
        }
        pieces.add(Arrays.copyOfRange(body, from, body.length));
        return pieces.toArray(byte[][]::new);
    }

    @Override
    public long read(Buffer sink, long byteCount) {
        if (rest.exhausted() && pieces.hasNext()) {
            rest.write(pieces.next());
        }
        return rest.read(sink, byteCount);
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {}
}
