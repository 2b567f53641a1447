package dev.gpuworker.conformance.http;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.io.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * One request on its own connection, recorded by its own thread until it ends, is closed, or its deadline passes.
 * Thread-safe.
 */
public final class Call implements AutoCloseable {
    /** The largest body that fits the socket's send buffer, so that writing it cannot block. */
    private static final int WRITE_AT_ONCE_MAX = 32 * 1024;
    /** Small, so that the worker soon blocks if the reader stops reading. */
    private static final int RECEIVE_BUFFER = 4 * 1024;

    private static final int READ_AT_ONCE_MAX = 16 * 1024;

    private static final AtomicLong COUNT = new AtomicLong();

    private final HttpRequest request;
    private final Deadline deadline;
    private final CallRecord record;
    private final Socket socket = new Socket();
    private final Thread reader;
    private volatile boolean closedHere;
    private boolean paused; // guarded by record

    private Call(HttpRequest request, Deadline deadline, RecordingLimit limit) {
        this.request = request;
        this.deadline = deadline;
        this.record = new CallRecord(request, limit);
        this.reader = new Thread(this::read, "recorder-" + COUNT.incrementAndGet());
        reader.setDaemon(true);
    }

    /**
     * Connects and sends; returns without waiting for the answer. Records errors instead of throwing them, and records
     * a flood only up to the limit.
     */
    public static Call start(InetSocketAddress worker, HttpRequest request, Deadline deadline, RecordingLimit limit) {
        Call call = new Call(request, deadline, limit);
        try {
            call.socket.setReceiveBufferSize(RECEIVE_BUFFER);
            call.socket.setTcpNoDelay(true);
            call.socket.connect(worker, Math.max(1, deadline.millisLeft()));
            call.send(request.bytes(worker.getHostString() + ":" + worker.getPort()));
            call.reader.start();
        } catch (ConnectException e) {
            call.end(TransferEnd.REFUSED, "connection refused");
        } catch (SocketTimeoutException e) {
            call.end(TransferEnd.TIMED_OUT, "no connection before the deadline");
        } catch (IOException e) {
            call.end(TransferEnd.REFUSED, String.valueOf(e.getMessage()));
        }
        return call;
    }

    private void send(byte[] bytes) throws IOException {
        if (bytes.length <= WRITE_AT_ONCE_MAX) {
            write(bytes);
            return;
        }
        Thread writer = new Thread(() -> writeQuietly(bytes), reader.getName() + "-writer");
        writer.setDaemon(true);
        writer.start();
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        record.sent();
    }

    private void writeQuietly(byte[] bytes) {
        try {
            write(bytes);
        } catch (IOException e) {
            // A worker may refuse a body before it has read it. Only its answer counts, and the reader sees that.
            record.sent();
        }
    }

    private void read() {
        byte[] buffer = new byte[READ_AT_ONCE_MAX];
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                awaitResumed();
                socket.setSoTimeout(Math.max(1, deadline.millisLeft()));
                int length = in.read(buffer);
                if (length < 0) {
                    end(record.mayEndHere() ? TransferEnd.COMPLETE : TransferEnd.CUT, record.cutDetail());
                    return;
                }
                if (record.add(buffer, length)) {
                    return;
                }
                if (deadline.hasPassed()) {
                    throw new SocketTimeoutException();
                }
            }
        } catch (SocketTimeoutException e) {
            end(TransferEnd.TIMED_OUT, "no end before the deadline");
        } catch (IOException e) {
            end(
                    closedHere ? TransferEnd.CLOSED_BY_READER : TransferEnd.RESET,
                    closedHere ? "" : String.valueOf(e.getMessage()));
        }
    }

    private void awaitResumed() throws SocketTimeoutException {
        synchronized (record) {
            while (paused && !closedHere) {
                if (!CallRecord.waitUntil(record, deadline)) {
                    throw new SocketTimeoutException();
                }
            }
        }
    }

    private void end(TransferEnd ending, String detail) {
        record.end(ending, detail);
    }

    /** Stops reading: the worker's bytes pile up in the socket's buffers. */
    public void pause() {
        synchronized (record) {
            paused = true;
        }
    }

    /** Reads on after {@link #pause()}. */
    public void resume() {
        synchronized (record) {
            paused = false;
            record.notifyAll();
        }
    }

    /** Resets the connection: the worker gets an error instead of end-of-stream. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            record.end(TransferEnd.CLOSED_BY_READER, String.valueOf(e.getMessage()));
        }
        close();
    }

    /** Half-closes the connection and continues to read. */
    public void endOurSide() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            record.end(TransferEnd.RESET, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Waits until the condition holds or the call has ended; returns whether it holds. The condition sees the
     * transcript so far.
     */
    public boolean await(Predicate<Transcript> condition, Deadline until) {
        return record.await(condition, until.orEarlier(deadline));
    }

    /** Waits for the answer's head; returns whether it came. */
    public boolean awaitHead(Deadline until) {
        return await(transcript -> transcript.status() != 0, until);
    }

    /** Waits for the end; returns whether it came. */
    public boolean awaitEnd(Deadline until) {
        return record.awaitEnd(until);
    }

    /** Returns whether the call has ended. */
    public boolean hasEnded() {
        return record.hasEnded();
    }

    /** Returns what was recorded so far. */
    public Transcript transcript() {
        return record.transcript();
    }

    /** Returns when the last byte of the request was written, by {@link System#nanoTime()}. */
    public long sentNanoTime() {
        return record.sentNanoTime();
    }

    /** Returns what was sent. */
    public HttpRequest request() {
        return request;
    }

    /** Closes the connection, however much of the answer has come. Does nothing if the call has ended. */
    @Override
    public void close() {
        closedHere = true;
        try {
            socket.close();
        } catch (IOException e) {
            record.end(TransferEnd.CLOSED_BY_READER, String.valueOf(e.getMessage()));
        }
        resume();
        record.end(TransferEnd.CLOSED_BY_READER, "");
    }
}
