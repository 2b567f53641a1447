package dev.gpuworker.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one HTTP/1.1 response, chunked or of a given length, as its bytes arrive; allocates nothing per event. */
final class ResponseReader {
    /** Enough for every response head that the servers send. */
    private static final int HEAD_BYTES_MAX = 4096;

    private enum State {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LENGTH,
        ENDED
    }

    private final BodyCheck body;
    private byte[] head = new byte[512];
    private int headLength;
    private State state = State.HEAD;
    private long remaining;
    private int chunks;
    private @Nullable String failure;

    ResponseReader(BodyCheck body) {
        this.body = body;
    }

    /** Takes the bytes of one read. */
    void accept(byte[] buffer, int length, long nanoTime) {
        int at = 0;
        while (at < length && failure == null && state != State.ENDED) {
            at = switch (state) {
                case HEAD -> head(buffer, at, length);
                case CHUNK_SIZE -> chunkSize(buffer[at], at);
                case CHUNK, LENGTH -> content(buffer, at, length, nanoTime);
                case CHUNK_END -> chunkEnd(buffer[at], at);
                case ENDED -> length;
            };
        }
    }

    /** Takes the end of the connection; clean only if the response had ended. */
    void closed() {
        if (failure == null && !ended()) {
            failure = "the connection was closed after " + body.events() + " events";
        }
    }

    boolean ended() {
        return state == State.ENDED || failure != null;
    }

    int chunks() {
        return chunks;
    }

    @Nullable String failure() {
        return failure;
    }

    private int head(byte[] buffer, int from, int length) {
        for (int i = from; i < length; i++) {
            if (headLength == head.length) {
                head = Arrays.copyOf(head, HEAD_BYTES_MAX);
            }
            if (headLength == HEAD_BYTES_MAX) {
                failure = "the response's head is longer than " + HEAD_BYTES_MAX + " bytes";
                return length;
            }
            head[headLength++] = buffer[i];
            if (headLength >= 4 && head[headLength - 1] == '\n' && head[headLength - 3] == '\n') {
                begin(new String(head, 0, headLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
                return i + 1;
            }
        }
        return length;
    }

    private void begin(String text) {
        head = new byte[0];
        int field = text.indexOf("\r\ncontent-length:");
        if (!text.startsWith("http/1.1 200")) {
            failure = "answered " + text.substring(0, text.indexOf('\r'));
        } else if (text.contains("\r\ntransfer-encoding: chunked")) {
            state = State.CHUNK_SIZE;
        } else if (field >= 0) {
            state = State.LENGTH;
            int from = field + "\r\ncontent-length:".length();
            remaining = Long.parseLong(
                    text.substring(from, text.indexOf('\r', from)).strip());
        } else {
            failure = "the response has neither chunks nor a length";
        }
    }

    private int chunkSize(byte b, int at) {
        if (b == '\n') {
            chunks++;
            state = remaining == 0 ? State.ENDED : State.CHUNK;
            endOfBody();
        } else if (b != '\r') {
            int value = Character.digit(b, 16);
            failure = value < 0 ? "a chunk's size has the byte " + b : null;
            remaining = remaining * 16 + value;
        }
        return at + 1;
    }

    private int content(byte[] buffer, int at, int length, long nanoTime) {
        int take = (int) Math.min(remaining, length - at);
        failure = body.accept(buffer, at, at + take, nanoTime);
        remaining -= take;
        if (remaining == 0) {
            state = state == State.CHUNK ? State.CHUNK_END : State.ENDED;
            endOfBody();
        }
        return at + take;
    }

    private int chunkEnd(byte b, int at) {
        if (b == '\n') {
            state = State.CHUNK_SIZE;
        }
        return at + 1;
    }

    private void endOfBody() {
        if (state == State.ENDED && failure == null && !body.complete()) {
            failure = "the body ended after " + body.events() + " events";
        }
    }
}
