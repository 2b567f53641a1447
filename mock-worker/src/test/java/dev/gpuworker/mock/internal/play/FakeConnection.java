package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.internal.http.StreamConnection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection whose other end is the test. Belongs to one thread. */
final class FakeConnection implements StreamConnection {
    /** When the operating system takes the bytes of a write. */
    enum Takes {
        /** While the write is being issued. */
        AT_ONCE,
        /** A moment later, like a write that is batched with others. */
        SOON,
        /** Not yet: the client does not read. */
        NOTHING
    }

    private final Owner owner;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> closed = new ArrayList<>();
    private Takes takes;
    private boolean pending;

    FakeConnection(Owner owner, Takes takes) {
        this.owner = owner;
        this.takes = takes;
    }

    @Override
    public void write(ByteBuffer... buffers) {
        if (pending) {
            throw new IllegalStateException("two writes at a time");
        }
        if (!closed.isEmpty()) {
            throw new IllegalStateException("a write after the connection was closed: " + closed);
        }
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        pending = true;
        if (takes == Takes.AT_ONCE) {
            settle();
        }
    }

    void takes(Takes from) {
        takes = from;
    }

    /** Lets the client stop reading, or read again. */
    void toggle() {
        takes = takes == Takes.NOTHING ? Takes.SOON : Takes.NOTHING;
    }

    /** Takes a pending write unless the client does not read. Returns whether there was one. */
    boolean settle() {
        if (!pending || takes == Takes.NOTHING) {
            return false;
        }
        pending = false;
        owner.written();
        return true;
    }

    @Override
    public void complete() {
        finish();
    }

    @Override
    public void finish() {
        closed.add("FIN");
    }

    @Override
    public void reset() {
        closed.add("RST");
    }

    @Override
    public void halfClose() {
        closed.add("half");
    }

    /** Returns how the connection was closed, each time. */
    List<String> closed() {
        return List.copyOf(closed);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns how many terminal events have been written. */
    int terminalEvents() {
        return text().split("event: (end|error)\n", -1).length - 1;
    }
}
