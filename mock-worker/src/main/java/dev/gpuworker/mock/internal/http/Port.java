package dev.gpuworker.mock.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A listening socket of one worker and the connections that came through it. Thread-safe. */
public final class Port {
    /** What is served on a port. */
    public enum Serves {
        WORKER,
        CONTROL,
        BOTH
    }

    /** The selector needs one turn; if it takes longer than this, it is stuck. */
    private static final long REGISTER_NANOS_MAX = 1_000_000_000L;

    private static final long REGISTER_POLL_NANOS = 20_000;

    private final PortOwner owner;
    private final Serves serves;
    private final ServerSocketChannel socket;
    private volatile Closeable acceptor = () -> {};
    private final Set<WorkerEndPoint> endPoints = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Port(PortOwner owner, Serves serves, ServerSocketChannel socket) {
        this.owner = owner;
        this.serves = serves;
        this.socket = socket;
    }

    void acceptedBy(Closeable selector) {
        acceptor = selector;
    }

    public PortOwner owner() {
        return owner;
    }

    public boolean servesWorker() {
        return serves != Serves.CONTROL;
    }

    public boolean servesControl() {
        return serves != Serves.WORKER;
    }

    public int number() {
        return socket.socket().getLocalPort();
    }

    void opened(WorkerEndPoint endPoint) {
        endPoints.add(endPoint);
        if (closed) {
            endPoint.close();
        }
    }

    void closed(WorkerEndPoint endPoint) {
        endPoints.remove(endPoint);
    }

    int connections() {
        return endPoints.size();
    }

    /** Stops listening, then closes every connection. The port is free once the selector has taken its next turn. */
    void close() throws IOException {
        closed = true;
        awaitRegistered(true);
        acceptor.close();
        socket.close();
        endPoints.forEach(WorkerEndPoint::close);
        awaitRegistered(false);
    }

    /**
     * Waits until the selector has registered or released the socket, which it does on its own thread; until then
     * neither can be undone.
     */
    private void awaitRegistered(boolean wanted) {
        long deadline = System.nanoTime() + REGISTER_NANOS_MAX;
        while (socket.isRegistered() != wanted && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(REGISTER_POLL_NANOS);
        }
    }
}
