package dev.gpuworker.mock.internal.http;

import java.nio.ByteBuffer;

/**
 * The connection of one stream: it writes exactly the bytes that it is given, and notices at once if the client goes
 * away. Its owner makes one write at a time.
 */
public interface StreamConnection {
    /** Whom the stream belongs to. Called by any thread; must not block. */
    interface Owner {
        /** From now on bytes can be written. */
        void opened(StreamConnection connection);

        /** The operating system has taken all bytes of the last write; may be called before that write returns. */
        void written();

        /** The client has gone, the connection was closed, or a write failed. May be called twice. */
        void gone();
    }

    /**
     * Writes these bytes in one go. On a clock's thread the write is batched with all others that are due at that
     * moment.
     */
    void write(ByteBuffer... bytes);

    /** Closes both directions with FIN. */
    void finish();

    /** Closes both directions with RST. */
    void reset();

    /** Closes our direction with FIN and waits for the client to close the other. */
    void halfClose();
}
