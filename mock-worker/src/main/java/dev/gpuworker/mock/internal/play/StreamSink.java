package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.internal.http.ResponseHead;
import dev.gpuworker.mock.scenario.internal.frames.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The response of one stream: its head, one HTTP chunk per write, and the last chunk. Belongs to the player, which
 * makes one write at a time.
 */
public final class StreamSink {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ResponseHead head;
    private final boolean inOneBurst;
    private final List<Piece> held = new ArrayList<>();
    private boolean headSent;
    /** Whether the script withholds even the head. */
    private boolean headWithheld;

    /** Creates the sink. If in one burst, it holds everything back until the response ends (dialect as built). */
    public StreamSink(ResponseHead head, boolean inOneBurst) {
        this.head = head;
        this.inOneBurst = inOneBurst;
    }

    boolean holdsBack() {
        return inOneBurst;
    }

    /** Withholds the head until it is {@link #releaseHead released} or other bytes are sent. */
    void withholdHead() {
        headWithheld = true;
    }

    void releaseHead() {
        headWithheld = false;
    }

    /** Returns whether the head can be sent on its own. */
    boolean mayAnnounce() {
        return !headWithheld && !headSent && !inOneBurst;
    }

    /** Holds a piece back; {@link #end} will include it. */
    void hold(Piece piece) {
        held.add(piece);
    }

    /** Drops the pieces held back. */
    void dropHeld() {
        held.clear();
    }

    /** Returns the bytes of the head. */
    ByteBuffer[] headAlone() {
        headSent = true;
        return new ByteBuffer[] {head.bytes()};
    }

    /** Returns the bytes of one write, preceded by the head if it has not been sent. */
    ByteBuffer[] buffers(Piece piece, boolean last) {
        ByteBuffer bytes = head.chunked() ? piece.chunk() : piece.plain();
        if (headSent && !last) {
            return new ByteBuffer[] {bytes};
        }
        List<ByteBuffer> all = new ArrayList<>();
        addHead(all);
        all.add(bytes);
        addLast(all, last);
        return all.toArray(ByteBuffer[]::new);
    }

    /** Returns the bytes of the end: the head if it has not been sent, the pieces held back, and the last chunk. */
    ByteBuffer[] end() {
        List<ByteBuffer> all = new ArrayList<>();
        addHead(all);
        held.forEach(piece -> all.add(head.chunked() ? piece.chunk() : piece.plain()));
        held.clear();
        addLast(all, true);
        return all.toArray(ByteBuffer[]::new);
    }

    private void addHead(List<ByteBuffer> all) {
        if (!headSent) {
            headSent = true;
            all.add(head.bytes());
        }
    }

    private void addLast(List<ByteBuffer> all, boolean last) {
        if (last && head.chunked()) {
            all.add(ByteBuffer.wrap(LAST_CHUNK));
        }
    }
}
