package dev.gpuworker.mock.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector whose listening sockets open and close while it runs. The workers of a JVM share its selectors, so
 * another worker costs one socket and no thread.
 */
final class PortConnector extends AbstractConnector {
    /** Thousands of clients may connect at once; the kernel lowers this to its own limit. */
    private static final int BACKLOG = 4096;

    private static final int SELECTORS_MAX = 4;

    /** A turn takes microseconds; if it takes longer than this, the selector is stuck. */
    private static final long TURN_SECONDS_MAX = 1;

    /** Short enough that a waiting client hardly notices. */
    private static final long ACCEPT_PAUSE_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PortConnector.class);

    private final Map<SelectableChannel, Port> ports = new ConcurrentHashMap<>();
    private final AcceptFailures acceptFailures = new AcceptFailures(System::nanoTime);
    private final Selectors selectors;
    private final ConnectionFactory lenient;

    /** Creates a connector with a second way to read HTTP, for owners that read it leniently. */
    PortConnector(Server server, ConnectionFactory factory, ConnectionFactory lenient) {
        super(server, null, null, new FreshInputBuffers(server.getByteBufferPool()), 0, factory);
        this.lenient = lenient;
        int cores = Runtime.getRuntime().availableProcessors();
        selectors = new Selectors(Math.max(1, Math.min(SELECTORS_MAX, cores / 2)));
        installBean(selectors, true);
    }

    /** Opens a listening socket. Throws if the address can't be bound. */
    Port open(PortOwner owner, Port.Serves serves, InetSocketAddress address) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(address, BACKLOG);
            socket.configureBlocking(false);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        Port port = new Port(owner, serves, socket);
        ports.put(socket, port);
        port.acceptedBy(selectors.acceptor(socket));
        return port;
    }

    /** Stops listening, then closes every connection. When this returns the port is free. */
    void close(Port port) throws IOException {
        ports.values().remove(port);
        port.close();
        selectors.awaitTurn();
    }

    @Override
    protected void accept(int acceptorId) {
        throw new UnsupportedOperationException("selectors accept, there are no acceptor threads");
    }

    @Override
    public Object getTransport() {
        return selectors;
    }

    private final class Selectors extends SelectorManager {
        Selectors(int count) {
            super(PortConnector.this.getExecutor(), PortConnector.this.getScheduler(), count);
        }

        /** The selector's own thread creates accepted connections: creating one never waits. */
        @Override
        protected void execute(Runnable task) {
            if (task instanceof ManagedSelector.SelectorUpdate) {
                task.run();
            } else {
                super.execute(task);
            }
        }

        /**
         * Accepts all waiting connections for the port of this socket. Returns null, by which Jetty knows that none is
         * left.
         */
        @Override
        protected @Nullable SelectableChannel doAccept(SelectableChannel server) throws IOException {
            Port port = ports.get(server);
            if (port != null) {
                try {
                    SocketChannel channel = ((ServerSocketChannel) server).accept();
                    while (channel != null) {
                        take(channel, port);
                        channel = ((ServerSocketChannel) server).accept();
                    }
                } catch (ClosedChannelException e) {
                    LOG.debug("a port was closed while it accepted", e);
                } catch (IOException e) {
                    backOff(server, e);
                }
            }
            return null;
        }

        /** If the client has gone by now, accepting goes on. */
        private void take(SocketChannel channel, Port port) throws IOException {
            try {
                configure(channel);
                accept(channel, port);
            } catch (SocketException e) {
                LOG.debug("a connection broke while it was accepted", e);
            }
        }

        /**
         * Keeps waiting clients in the kernel's queue for a while. Without a pause the selector would find them again
         * at once, for as long as the process is out of file handles.
         */
        private void backOff(SelectableChannel server, IOException failure) {
            acceptFailures.failed(failure);
            interest(server, 0);
            PortConnector.this
                    .getScheduler()
                    .schedule(
                            () -> interest(server, SelectionKey.OP_ACCEPT), ACCEPT_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void interest(SelectableChannel server, int operations) {
            getBeans(ManagedSelector.class)
                    .forEach(each -> each.submit(selector -> {
                        SelectionKey key = server.keyFor(selector);
                        if (key != null && key.isValid()) {
                            key.interestOps(operations);
                        }
                    }));
        }

        /**
         * Waits until every selector has taken a turn. A selector that has just released a listening socket closes it
         * slightly later, in the same turn; until then the operating system goes on accepting.
         */
        void awaitTurn() {
            Collection<ManagedSelector> all = getBeans(ManagedSelector.class);
            CountDownLatch turns = new CountDownLatch(all.size());
            all.forEach(each -> each.submit(selector -> turns.countDown()));
            try {
                if (!turns.await(TURN_SECONDS_MAX, TimeUnit.SECONDS)) {
                    LOG.warn("a selector took no turn within {} s; a closed port may still listen", TURN_SECONDS_MAX);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void configure(SocketChannel channel) throws IOException {
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        /** Creates a connection's end point; the key carries the attachment that was passed to {@code accept}. */
        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            WorkerEndPoint endPoint =
                    new WorkerEndPoint((Port) key.attachment(), (SocketChannel) channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object attachment) {
            boolean leniently = endPoint instanceof WorkerEndPoint ours
                    && ours.port().owner().readsLeniently();
            return (leniently ? lenient : getDefaultConnectionFactory()).newConnection(PortConnector.this, endPoint);
        }

        @Override
        protected void endPointOpened(EndPoint endPoint) {
            super.endPointOpened(endPoint);
            onEndPointOpened(endPoint);
        }

        @Override
        protected void endPointClosed(EndPoint endPoint) {
            onEndPointClosed(endPoint);
            super.endPointClosed(endPoint);
        }
    }
}
