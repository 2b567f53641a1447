package dev.gpuworker.conformance.stream;

import dev.gpuworker.client.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event stream as the WHATWG rules say, piece by piece, and notes what they forgive. Any split of the bytes
 * gives the same frames. Not thread-safe.
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
        for (byte value : chunk.bytes()) {
            take(value & 0xff, chunk.nanos());
            offset++;
        }
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

    /** Says that no more pieces come. */
    public void end() {
        block.end(line.isEmpty() ? "" : line.text(), line.isEmpty() ? offset : line.from(), offset);
    }

    /** Returns the frames so far, in order. */
    public List<Frame> frames() {
        return List.copyOf(block.frames());
    }

    /** Returns what was forgiven so far, in order. */
    public List<StreamFault> faults() {
        return List.copyOf(new ArrayList<>(block.faults()));
    }
}
