package dev.gpuworker.mock.internal.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection; knows the port that accepted it. */
public final class WorkerEndPoint extends SocketChannelEndPoint {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEndPoint.class);

    private final Port port;

    WorkerEndPoint(Port port, SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        this.port = port;
    }

    public Port port() {
        return port;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        port.opened(this);
    }

    @Override
    public void onClose(Throwable cause) {
        port.closed(this);
        super.onClose(cause);
    }

    /** Closes the connection with RST instead of FIN; bytes that the kernel has not delivered yet are lost. */
    void abort() {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("the connection was closed before it could be reset", e);
        }
        close();
    }
}
