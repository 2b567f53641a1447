package dev.gpuworker.mock.internal.http;

import dev.gpuworker.mock.internal.time.DueWrite;
import dev.gpuworker.mock.internal.time.Outbox;
import dev.gpuworker.mock.internal.time.TimerThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one stream, taken over from HTTP once the request has been read: it writes exactly the bytes that
 * it is given, and hears at once when the client goes away, also while nothing is written.
 *
 * <p>A client that closes its own direction after the request counts as gone: nothing tells it from one that closed,
 * and the reference worker's HTTP library decides likewise. Bytes that follow the request are read and dropped, for the
 * response says {@code Connection: close}.
 */
public final class StreamConnection extends AbstractConnection implements Connection.UpgradeTo, DueWrite {
    /** Who owns the stream. */
    public interface Owner {
        /** Tells that bytes can be written from now on. */
        void opened(StreamConnection connection);

        /** Tells that the client has gone, or that the connection was closed. May be told twice. */
        void gone();
    }

    private static final int DROP_BYTES = 512;

    private final WorkerEndPoint endPoint;
    private final Owner owner;
    private final Callback watch = new Watch();

    /** The last write; its thread alone comes here until it is settled. */
    private Callback whenWritten = Callback.NOOP;

    private ByteBuffer[] bytes = {};
    private boolean flushed;

    StreamConnection(WorkerEndPoint endPoint, Executor executor, Owner owner) {
        super(endPoint, executor);
        this.endPoint = endPoint;
        this.owner = owner;
    }

    /**
     * Writes these bytes in one go; the callback may be called before this returns. One write at a time. On a clock's
     * thread it leaves with all others that are due.
     */
    public void write(Callback callback, ByteBuffer... buffers) {
        whenWritten = callback;
        bytes = buffers;
        Outbox outbox = TimerThread.current();
        if (outbox == null || !outbox.add(this)) {
            flush();
            settle();
        }
    }

    /** Hands the bytes of the last write to the operating system; a failure shows when that is settled. */
    @Override
    public void flush() {
        try {
            flushed = endPoint.flush(bytes);
        } catch (IOException | RuntimeException e) {
            flushed = false;
        }
    }

    /** Tells that the last write is done, or lets it go on where the operating system has not taken all of it. */
    @Override
    public void settle() {
        if (flushed) {
            whenWritten.succeeded();
        } else {
            endPoint.write(whenWritten, bytes);
        }
    }

    /** Closes both directions with FIN. */
    public void finish() {
        endPoint.close();
    }

    /** Closes both directions with RST. */
    public void reset() {
        endPoint.abort();
    }

    /** Closes our direction with FIN and waits for the client to close the other. */
    public void halfClose() {
        endPoint.shutdownOutput();
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        // What follows the request is dropped.
    }

    @Override
    public void onOpen() {
        super.onOpen();
        endPoint.setIdleTimeout(0);
        owner.opened(this);
        endPoint.tryFillInterested(watch);
    }

    @Override
    public void onFillable() {
        try {
            ByteBuffer dropped = BufferUtil.allocate(DROP_BYTES);
            int filled = endPoint.fill(dropped);
            while (filled > 0) {
                BufferUtil.clear(dropped);
                filled = endPoint.fill(dropped);
            }
            if (filled == 0) {
                endPoint.tryFillInterested(watch);
                return;
            }
        } catch (IOException e) {
            // A reset is the other way of going away.
        }
        closeAfterClient();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        owner.gone();
    }

    private void closeAfterClient() {
        owner.gone();
        endPoint.close();
    }

    private final class Watch implements Callback {
        @Override
        public void succeeded() {
            onFillable();
        }

        @Override
        public void failed(Throwable cause) {
            closeAfterClient();
        }

        /** Lets the selector's own thread call, which saves a change of threads. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
