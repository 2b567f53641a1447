package dev.gpuworker.mock.internal.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Gives every connection buffers of its own for what a client sends, and pools those for what it is sent. When Jetty
 * (12.1) has answered a request that is no HTTP, two of its threads may work on that connection for a moment; one then
 * reads into a buffer that the other has given back, and the bytes appear in the request of some other client.
 *
 * <p>The two are told apart by their memory: what is read is kept on the heap, see {@link SharedServer}.
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
