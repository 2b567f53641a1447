package dev.gpuworker.mock.internal.http;

import java.nio.ByteBuffer;

/**
 * The connection of one stream: it writes exactly the bytes that it is given, and notices at once if the client goes
 * away. Its owner makes one write at a time.
 */
public interface StreamConnection {
    /** The owner of a stream. Called by any thread; must not block. */
    interface Owner {
        /** Called once bytes can be written. */
        void opened(StreamConnection connection);

        /**
         * Called once the operating system has taken all bytes of the last write, possibly before that write returns.
         */
        void written();

        /** Called after the client has gone, the connection was closed, or a write failed. May be called twice. */
        void gone();
    }

    /** Writes these bytes in one go. On a timer thread the write is batched with the others due at that moment. */
    void write(ByteBuffer... bytes);

    /** Ends a complete response: closes the connection, or gives it back to HTTP for the next request (D-20). */
    void complete();

    /** Closes both directions with FIN. */
    void finish();

    /** Closes both directions with RST. */
    void reset();

    /** Closes our direction with FIN and waits for the client to close the other. */
    void halfClose();
}
