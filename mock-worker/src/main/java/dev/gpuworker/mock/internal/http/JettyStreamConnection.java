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
 * A stream's connection, taken over from HTTP once the request has been read. It notices that the client has gone even
 * while nothing is being written.
 *
 * <p>A client that closes its own direction after the request counts as gone: it can't be distinguished from one that
 * closed both. Bytes that follow the request are read and dropped, for the response says {@code Connection: close};
 * {@link ReusedStreamConnection} is the other kind.
 */
class JettyStreamConnection extends AbstractConnection implements StreamConnection, Connection.UpgradeTo, DueWrite {
    private static final int DROP_BYTES = 512;

    private final WorkerEndPoint endPoint;
    private final Owner owner;
    private final Callback watch = new Watch();
    private final Callback whenWritten = new Written();

    /** The last write. Until it is settled, only the writing thread uses this field. */
    private ByteBuffer[] bytes = {};

    private boolean flushed;

    JettyStreamConnection(WorkerEndPoint endPoint, Executor executor, Owner owner) {
        super(endPoint, executor);
        this.endPoint = endPoint;
        this.owner = owner;
    }

    @Override
    public void write(ByteBuffer... buffers) {
        bytes = buffers;
        Outbox outbox = TimerThread.current();
        if (outbox == null || !outbox.add(this)) {
            flush();
            settle();
        }
    }

    /** Hands the bytes of the last write to the operating system; {@link #settle} reports a failure. */
    @Override
    public void flush() {
        try {
            flushed = endPoint.flush(bytes);
        } catch (IOException | RuntimeException e) {
            flushed = false;
        }
    }

    /** Reports that the last write is done, or continues it if the operating system has not taken all of it. */
    @Override
    public void settle() {
        if (flushed) {
            owner.written();
        } else {
            endPoint.write(whenWritten, bytes);
        }
    }

    @Override
    public void complete() {
        finish();
    }

    @Override
    public void finish() {
        endPoint.close();
    }

    @Override
    public void reset() {
        endPoint.abort();
    }

    @Override
    public void halfClose() {
        endPoint.shutdownOutput();
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        // Bytes after the request are dropped.
    }

    @Override
    public void onOpen() {
        super.onOpen();
        endPoint.setIdleTimeout(0);
        owner.opened(this);
        watch();
    }

    /** Waits for the client to send something or to leave. */
    void watch() {
        endPoint.tryFillInterested(watch);
    }

    WorkerEndPoint endPoint() {
        return endPoint;
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
                watch();
                return;
            }
        } catch (IOException e) {
            // A reset also means that the client has gone.
        }
        closeAfterClient();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        owner.gone();
    }

    /** Called if the client can't be watched any more. */
    void watchFailed(Throwable cause) {
        closeAfterClient();
    }

    void closeAfterClient() {
        owner.gone();
        endPoint.close();
    }

    /** Notifies the owner of a write that the operating system did not take at once. */
    private final class Written implements Callback {
        @Override
        public void succeeded() {
            owner.written();
        }

        @Override
        public void failed(Throwable cause) {
            owner.gone();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    private final class Watch implements Callback {
        @Override
        public void succeeded() {
            onFillable();
        }

        @Override
        public void failed(Throwable cause) {
            watchFailed(cause);
        }

        /** Lets the selector's own thread make the call, which saves a thread switch. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
