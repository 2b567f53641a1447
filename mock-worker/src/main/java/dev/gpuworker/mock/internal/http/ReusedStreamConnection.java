package dev.gpuworker.mock.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * A stream's connection that can go back to HTTP once the response is complete (D-20), or whose client is not watched
 * (as-built 8). What the client sends meanwhile is its next request and is kept; once a buffer is full, nothing more is
 * read, and so the client's leaving is not noticed any more.
 */
@SuppressWarnings("StaticAssignmentOfThrowable") // a signal between this class and itself, never shown
final class ReusedStreamConnection extends JettyStreamConnection implements Connection.UpgradeFrom {
    /** What wakes the watch when the connection is to be given back. */
    private static final IOException COMPLETE = new IOException("the response is complete");

    private final Connector connector;
    private final boolean reused;
    private final boolean watched;
    private final ByteBuffer kept = BufferUtil.allocate(SharedServer.INPUT_BUFFER_BYTES); // guarded by this
    private boolean complete; // guarded by this
    private boolean watching; // guarded by this
    private boolean givenBack; // guarded by this

    /**
     * Creates the connection.
     *
     * @param reused whether it goes back to HTTP; otherwise it is closed
     * @param watched whether it is noticed that the client goes away
     */
    ReusedStreamConnection(
            WorkerEndPoint endPoint,
            Executor executor,
            Owner owner,
            Connector connector,
            boolean reused,
            boolean watched) {
        super(endPoint, executor, owner);
        this.connector = connector;
        this.reused = reused;
        this.watched = watched;
    }

    @Override
    public synchronized void onUpgradeTo(ByteBuffer buffer) {
        BufferUtil.append(kept, buffer);
    }

    @Override
    void watch() {
        synchronized (this) {
            watching = watched && !complete && BufferUtil.space(kept) > 0;
            if (!watching) {
                return;
            }
        }
        super.watch();
    }

    @Override
    public void onFillable() {
        boolean gone = false;
        synchronized (this) {
            watching = false;
            if (!givenBack) {
                gone = !fill();
            }
        }
        if (gone) {
            closeAfterClient();
        } else {
            watch();
            giveBackIfComplete();
        }
    }

    /** Keeps what the client sent. Returns false if it has gone. */
    private boolean fill() {
        try {
            int filled = 1;
            while (filled > 0 && BufferUtil.space(kept) > 0) {
                filled = endPoint().fill(kept);
            }
            return filled >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void complete() {
        if (!reused) {
            finish();
            return;
        }
        synchronized (this) {
            complete = true;
        }
        // A watch that is just being served sees for itself that the response is complete.
        boolean woken = watched && endPoint().getFillInterest().onFail(COMPLETE);
        if (!woken) {
            giveBackIfComplete();
        }
    }

    @Override
    void watchFailed(Throwable cause) {
        if (cause == COMPLETE) {
            synchronized (this) {
                watching = false;
            }
            giveBackIfComplete();
        } else {
            super.watchFailed(cause);
        }
    }

    private void giveBackIfComplete() {
        synchronized (this) {
            if (!complete || watching || givenBack) {
                return;
            }
            givenBack = true;
        }
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        endPoint().setIdleTimeout(connector.getIdleTimeout());
        endPoint().upgrade(http.newConnection(connector, endPoint()));
    }

    /** Returns what the client has sent already of its next request. */
    @Override
    public synchronized @Nullable ByteBuffer onUpgradeFrom() {
        return BufferUtil.hasContent(kept) ? kept : null;
    }
}
