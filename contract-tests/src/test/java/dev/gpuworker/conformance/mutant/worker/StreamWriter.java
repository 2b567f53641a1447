package dev.gpuworker.conformance.mutant.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Writes a job's stream onto a connection, with the behaviour's quirks. */
final class StreamWriter {
    /** Longer than the exercise waits for the stream and for the next job. */
    private static final long HANG_MILLIS = 13_000;

    private final Behaviour behaviour;
    private final Job job;
    private final Socket socket;
    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private byte[] pendingHead = new byte[0];
    private int heldEvents;
    private boolean terminated;
    private boolean hasHung;

    StreamWriter(Behaviour behaviour, Job job, Socket socket) throws IOException {
        this.behaviour = behaviour;
        this.job = job;
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    private boolean isChunked() {
        return !behaviour.has(Quirk.CLOSE_DELIMITED);
    }

    void head(WorkerReply reply) throws IOException {
        byte[] head = reply.head(isChunked());
        if (!isChunked()) {
            head = new String(head, StandardCharsets.ISO_8859_1)
                    .replaceAll("Content-Length: \\d+\r\n", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        if (behaviour.has(Quirk.HEADERS_LATE) || behaviour.has(Quirk.BURST)) {
            pendingHead = head;
        } else {
            out.write(head);
        }
    }

    void event(Planned planned) throws IOException {
        if (!hasHung && behaviour.has(Quirk.HALF_CLOSED_HANGS) && job.id().contains("half-closed") && peerHasEnded()) {
            hasHung = true;
            job.pauseQuietly(HANG_MILLIS);
        }
        for (Planned event : behaviour.event.apply(job, planned)) {
            terminated = terminated || event.isTerminal();
            bytes(behaviour.encode.apply(event), event);
        }
    }

    private void bytes(byte[] frame, Planned event) throws IOException {
        held.writeBytes(frame);
        heldEvents++;
        boolean hold = behaviour.has(Quirk.BURST)
                || (behaviour.has(Quirk.BURST_AFTER_STARTED) && !event.is("started"))
                || (behaviour.has(Quirk.STARTED_WITH_FIRST_TOKEN) && event.is("started"))
                || (behaviour.has(Quirk.PIECES_OF_TWO_EVENTS) && heldEvents < 2)
                || (behaviour.has(Quirk.PIECES_OF_EIGHT_EVENTS) && heldEvents < 8);
        if (!hold || event.isTerminal()) {
            flush();
        }
    }

    private void flush() throws IOException {
        byte[] bytes = held.toByteArray();
        held.reset();
        heldEvents = 0;
        out.write(pendingHead);
        pendingHead = new byte[0];
        if (behaviour.has(Quirk.ONE_BYTE_PIECES)) {
            for (byte each : bytes) {
                chunk(new byte[] {each});
            }
        } else {
            chunk(bytes);
        }
    }

    private void chunk(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        if (isChunked()) {
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        chunk.writeBytes(bytes);
        if (isChunked()) {
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(chunk.toByteArray());
    }

    /** Ends the response as the behaviour wants it. */
    void finish() throws IOException, InterruptedException {
        flush();
        if (terminated && behaviour.has(Quirk.NEVER_CLOSES) && job.id().contains("finished-job")) {
            awaitPeer();
        } else if (terminated && behaviour.has(Quirk.RESET_AFTER_TERMINAL)) {
            socket.setSoLinger(true, 0);
        } else if (isChunked() && !behaviour.has(Quirk.CUT_AFTER_TERMINAL)) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        socket.close();
    }

    private boolean peerHasEnded() throws IOException {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void awaitPeer() throws IOException {
        int next = socket.getInputStream().read();
        while (next >= 0) {
            next = socket.getInputStream().read();
        }
    }
}
