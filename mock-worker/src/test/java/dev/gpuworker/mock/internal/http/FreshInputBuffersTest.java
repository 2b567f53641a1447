package dev.gpuworker.mock.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.api.Test;

class FreshInputBuffersTest {
    private static final int SIZE = 8192;

    private final FreshInputBuffers buffers = new FreshInputBuffers(new ArrayByteBufferPool());

    @Test
    void whatIsReadIsNeverGivenToAnyoneElse() {
        RetainableByteBuffer.Mutable first = buffers.acquire(SIZE, false);
        byte[] memory = first.getByteBuffer().array();
        first.release();

        assertThat(buffers.acquire(SIZE, false).getByteBuffer().array()).isNotSameAs(memory);
    }

    @Test
    void whatIsWrittenIsUsedAgain() {
        RetainableByteBuffer.Mutable first = buffers.acquire(SIZE, true);
        first.release();

        assertThat(buffers.acquire(SIZE, true).getByteBuffer()).isSameAs(first.getByteBuffer());
    }
}
