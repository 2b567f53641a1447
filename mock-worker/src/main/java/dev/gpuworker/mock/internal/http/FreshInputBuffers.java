package dev.gpuworker.mock.internal.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Gives every connection its own input buffers and pools only output buffers. After Jetty (12.1) has answered a request
 * that is not HTTP, two of its threads may briefly work on that connection. One then reads into a buffer that the other
 * has already returned, and the bytes appear in another client's request.
 *
 * <p>The kind of memory distinguishes the two: input buffers are on the heap, see {@link SharedServer}.
 */
final class FreshInputBuffers extends ByteBufferPool.Wrapper {
    FreshInputBuffers(ByteBufferPool pool) {
        super(pool);
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return direct ? super.acquire(size, true) : NON_POOLING.acquire(size, false);
    }
}
