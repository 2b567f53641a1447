package dev.gpuworker.conformance.stream;

import dev.gpuworker.client.transcript.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event stream by the WHATWG rules, piece by piece, and notes the faults that they forgive. Any split of the
 * bytes gives the same frames. Keeps only the first 8192 frames of a flood. Not thread-safe.
 */
public final class SseReader {
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final LineBuffer line = new LineBuffer();
    private final BlockReader block = new BlockReader();
    private int offset;
    private boolean atStart = true;
    private int markBytes;
    private boolean afterCarriageReturn;

    /** Returns the frames and faults of a whole body. */
    public static SseReader read(List<Chunk> chunks) {
        SseReader reader = new SseReader();
        chunks.forEach(reader::feed);
        reader.end();
        return reader;
    }

    /** Takes one more piece. */
    public void feed(Chunk chunk) {
        byte[] bytes = chunk.bytes();
        int at = 0;
        while (at < bytes.length) {
            int plain = atStart ? 0 : plainBytes(bytes, at);
            if (plain > 0) {
                line.add(bytes, at, plain, offset);
                afterCarriageReturn = false;
            } else {
                take(bytes[at] & 0xff, chunk.nanos());
            }
            int taken = Math.max(1, plain);
            at += taken;
            offset += taken;
        }
    }

    /** Returns how many bytes come before the next line end, so that a very long line is processed in one step. */
    private static int plainBytes(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at - from;
    }

    private void take(int value, long nanos) {
        if (atStart && isByteOrderMark(value)) {
            return;
        }
        if (value == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            block.swallowLineFeed(offset + 1);
            return;
        }
        afterCarriageReturn = value == '\r';
        if (value == '\r' || value == '\n') {
            block.line(line.take(), line.from(), offset + 1, nanos);
        } else {
            line.add(value, offset);
        }
    }

    private boolean isByteOrderMark(int value) {
        if (value == BYTE_ORDER_MARK[markBytes]) {
            markBytes++;
            atStart = markBytes < BYTE_ORDER_MARK.length;
            return true;
        }
        atStart = false;
        for (int i = 0; i < markBytes; i++) {
            line.add(BYTE_ORDER_MARK[i], i);
        }
        return false;
    }

    /** Ends the stream: no more pieces come. */
    public void end() {
        block.end(line.isEmpty() ? "" : line.text(), line.isEmpty() ? offset : line.from(), offset);
    }

    /** Returns the frames so far, in order. */
    public List<Frame> frames() {
        return List.copyOf(block.frames());
    }

    /** Returns the forgiven faults so far, in order. */
    public List<StreamFault> faults() {
        return List.copyOf(new ArrayList<>(block.faults()));
    }
}
