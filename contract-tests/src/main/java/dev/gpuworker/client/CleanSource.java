package dev.gpuworker.client;

import java.io.IOException;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/**
 * Converts an event stream to bytes that okhttp-sse reads correctly: no byte order mark, only line feeds, valid UTF-8,
 * bounded events, no incomplete line. Passes on at most one block at once, so after each event {@link #blockFrom()} and
 * {@link #blockTo()} give its place. Not thread-safe.
 */
final class CleanSource implements Source {
    private static final int READ_BYTES = 8192;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Source body;
    private final int eventBytesMax;
    private final Buffer raw = new Buffer();
    private final Utf8Check utf8 = new Utf8Check();
    private int markBytes;
    private long offset;
    private long nextFrom;
    private long blockFrom;
    private long blockTo;
    private long lineBytes;
    private boolean afterCarriageReturn;
    private boolean closedLastLine;

    CleanSource(Source body, int eventBytesMax) {
        this.body = body;
        this.eventBytesMax = eventBytesMax;
    }

    /** Returns the offset of the first byte of the block passed on last. */
    long blockFrom() {
        return blockFrom;
    }

    /** Returns the offset after the block passed on last. */
    long blockTo() {
        return blockTo;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long before = sink.size();
        while (sink.size() == before) {
            if (raw.exhausted() && body.read(raw, READ_BYTES) < 0) {
                return endOfBody(sink) ? 1 : -1;
            }
            while (!raw.exhausted() && !pass(raw.readByte(), sink)) {
                // go on to the next byte of this block
            }
        }
        return sink.size() - before;
    }

    /** Passes one byte on; returns whether it ended a block. */
    private boolean pass(byte next, Buffer sink) throws IOException {
        long at = offset++;
        utf8.accept(next, at);
        if (next == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            nextFrom = nextFrom == at ? offset : nextFrom;
            return false;
        }
        afterCarriageReturn = next == '\r';
        if (isMark(next, at, sink)) {
            return false;
        }
        if (offset - nextFrom > eventBytesMax) {
            throw new TooMuchException(
                    "an event exceeds the limit of " + eventBytesMax + " bytes (it begins at byte " + nextFrom + ")");
        }
        if (next != '\n' && next != '\r') {
            lineBytes++;
            sink.writeByte(next);
            return false;
        }
        sink.writeByte('\n');
        return endLine();
    }

    private boolean endLine() {
        boolean endsBlock = lineBytes == 0;
        lineBytes = 0;
        if (endsBlock) {
            blockFrom = nextFrom;
            blockTo = offset;
            nextFrom = offset;
        }
        return endsBlock;
    }

    /** Holds back bytes at the very beginning that may be a byte order mark; passes them on if they are not. */
    private boolean isMark(byte next, long at, Buffer sink) {
        if (at == markBytes && at < MARK.length && next == MARK[markBytes]) {
            markBytes++;
            return true;
        }
        if (at == markBytes && at < MARK.length) {
            sink.write(MARK, 0, markBytes);
            lineBytes += markBytes;
        }
        return false;
    }

    /** Completes an incomplete last line: okhttp-sse would fail on it, but the standard says to drop it. */
    private boolean endOfBody(Buffer sink) throws IOException {
        utf8.end(offset);
        if (lineBytes == 0 || closedLastLine) {
            return false;
        }
        closedLastLine = true;
        sink.writeByte('\n');
        return true;
    }

    @Override
    public Timeout timeout() {
        return body.timeout();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Checks UTF-8 byte by byte, by table 3-7 of the Unicode standard. Not thread-safe. */
    private static final class Utf8Check {
        private int missing;
        private int least = 0x80;
        private int greatest = 0xbf;

        void accept(byte next, long at) throws BrokenStreamException {
            int value = next & 0xff;
            if (missing > 0) {
                if (value < least || value > greatest) {
                    throw invalid(value, at);
                }
                missing--;
                least = 0x80;
                greatest = 0xbf;
            } else if (value >= 0x80) {
                lead(value, at);
            }
        }

        /** Rejects an end inside a character. */
        void end(long at) throws BrokenStreamException {
            if (missing > 0) {
                throw new BrokenStreamException("the body ends inside a UTF-8 character", at);
            }
        }

        private void lead(int value, long at) throws BrokenStreamException {
            if (value < 0xc2 || value > 0xf4) {
                throw invalid(value, at);
            }
            missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
            least = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
            greatest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
        }

        private static BrokenStreamException invalid(int value, long at) {
            return new BrokenStreamException("invalid UTF-8 (byte 0x" + Integer.toHexString(value) + ")", at);
        }
    }
}
