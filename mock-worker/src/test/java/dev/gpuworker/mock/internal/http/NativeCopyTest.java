package dev.gpuworker.mock.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NativeCopyTest {
    /** Takes at most so many bytes a write; fails where that is negative. */
    private static final class Narrow implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int width;

        Narrow(int width) {
            this.width = width;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (width < 0) {
                throw new IOException("gone");
            }
            int length = Math.min(width, bytes.remaining());
            byte[] part = new byte[length];
            bytes.get(part);
            taken.writeBytes(part);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void whateverTheChannelTakesTheRestStays() throws IOException {
        for (int width = 1; width <= 12; width++) {
            Narrow channel = new Narrow(width);
            ByteBuffer[] buffers = {
                bytes("head"),
                bytes(""),
                ByteBuffer.wrap("-middle-".getBytes(StandardCharsets.US_ASCII), 1, 6),
                bytes("z")
            };
            int written = 1;
            while (written > 0) {
                written = NativeCopy.write(channel, buffers);
            }

            assertThat(channel.taken.toString(StandardCharsets.US_ASCII))
                    .as("width %d", width)
                    .isEqualTo("headmiddlez");
            assertThat(buffers).noneMatch(ByteBuffer::hasRemaining);
        }
    }

    @Test
    void ofAWriteThatFailedEverythingStays() {
        ByteBuffer[] buffers = {bytes("head"), bytes("tail")};

        assertThatThrownBy(() -> NativeCopy.write(new Narrow(-1), buffers)).hasMessage("gone");

        assertThat(buffers).allMatch(buffer -> buffer.remaining() == 4);
    }

    @Test
    void takesWhatFitsTogether() {
        ByteBuffer most = ByteBuffer.allocate(NativeCopy.BYTES_MAX - 1);

        assertThat(NativeCopy.takes(most, bytes("x"))).isTrue();
        assertThat(NativeCopy.takes(most, bytes("xy"))).isFalse();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
