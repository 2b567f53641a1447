package dev.gpuworker.mock.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a few small buffers in one plain system call, from native memory that each thread keeps: cheaper than the
 * JDK's own copy, which looks for such memory at each write, and than the call that gathers several buffers.
 */
final class NativeCopy {
    /** Frames are some hundred bytes; a longer write does not feel what is saved here. */
    static final int BYTES_MAX = 8 * 1024;

    private static final ThreadLocal<ByteBuffer> MEMORY =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BYTES_MAX));

    private NativeCopy() {}

    /** Tells whether these bytes are few enough. */
    static boolean takes(ByteBuffer... buffers) {
        long length = 0;
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        return length <= BYTES_MAX;
    }

    /**
     * Writes as much as the channel takes and moves the buffers' positions by it; returns the number of bytes. Where
     * the channel fails no position has moved. Only for buffers that are taken.
     */
    static int write(WritableByteChannel channel, ByteBuffer... buffers) throws IOException {
        ByteBuffer memory = MEMORY.get().clear();
        int length = 0;
        for (ByteBuffer buffer : buffers) {
            memory.put(length, buffer, buffer.position(), buffer.remaining());
            length += buffer.remaining();
        }
        int written = channel.write(memory.limit(length));
        int left = written;
        for (ByteBuffer buffer : buffers) {
            int of = Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + of);
            left -= of;
        }
        return written;
    }
}
