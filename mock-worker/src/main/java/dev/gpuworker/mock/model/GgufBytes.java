package dev.gpuworker.mock.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the little-endian bytes of a file. Whatever the file claims, it holds at most one buffer and one short
 * string in memory.
 */
final class GgufBytes {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Real headers take up to about 20 MB (a vocabulary of 200,000 tokens with its merges). */
    private static final long HEADER_BYTES_MAX = 512L * 1024 * 1024;

    private final String model;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** Position in the file of the buffer's first byte. */
    private long bufferStart;

    GgufBytes(String model, FileChannel channel) throws IOException {
        this.model = model;
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    long position() {
        return bufferStart + buffer.position();
    }

    long remaining() {
        return size - position();
    }

    int u8(String what) throws IOException, ModelLoadException {
        return need(1, what).get() & 0xFF;
    }

    int u16(String what) throws IOException, ModelLoadException {
        return need(2, what).getShort() & 0xFFFF;
    }

    long u32(String what) throws IOException, ModelLoadException {
        return need(4, what).getInt() & 0xFFFF_FFFFL;
    }

    long i64(String what) throws IOException, ModelLoadException {
        return need(8, what).getLong();
    }

    /** Returns a count or length, which must not be negative as a signed number or exceed what the file can hold. */
    long count(String what, int bytesEach) throws IOException, ModelLoadException {
        long at = position();
        long count = i64(what);
        if (count < 0 || count > remaining() / bytesEach) {
            throw broken(
                    at, what + " is " + Long.toUnsignedString(count) + ", but only " + remaining() + " bytes follow");
        }
        return count;
    }

    /** Returns a string of at most this many bytes. */
    String string(String what, int bytesMax) throws IOException, ModelLoadException {
        long at = position();
        long length = count("the length of " + what, 1);
        if (length > bytesMax) {
            throw broken(at, what + " is " + length + " bytes long, but at most " + bytesMax + " are allowed");
        }
        return text((int) length, what);
    }

    /** Returns this many bytes as text, at most the size of the buffer. */
    String text(int length, String what) throws IOException, ModelLoadException {
        byte[] bytes = new byte[length];
        need(length, what).get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes, String what) throws IOException, ModelLoadException {
        if (bytes > remaining()) {
            throw truncated(bytes, what);
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
            return;
        }
        bufferStart = position() + bytes;
        buffer.clear().limit(0);
        channel.position(bufferStart);
    }

    ModelLoadException broken(long at, String reason) {
        return new ModelLoadException(model, "broken GGUF file at byte " + at + ": " + reason);
    }

    private ByteBuffer need(int bytes, String what) throws IOException, ModelLoadException {
        if (bytes > remaining()) {
            throw truncated(bytes, what);
        }
        if (position() + bytes > HEADER_BYTES_MAX) {
            throw broken(position(), "the header is longer than " + HEADER_BYTES_MAX + " bytes");
        }
        if (buffer.remaining() < bytes) {
            bufferStart = position();
            buffer.compact();
            while (buffer.position() < bytes) {
                if (channel.read(buffer) < 0) {
                    throw broken(size, "the file became shorter while it was read");
                }
            }
            buffer.flip();
        }
        return buffer;
    }

    private ModelLoadException truncated(long bytes, String what) {
        return broken(
                position(),
                "truncated: " + what + " needs " + bytes + " bytes, but the file ends after " + remaining() + " more");
    }
}
