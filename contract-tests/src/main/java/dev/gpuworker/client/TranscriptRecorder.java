package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records one exchange while it happens; the clock is {@link System#nanoTime()}. Thread-safe, guarded by this. */
final class TranscriptRecorder {
    /** The cost of a piece in addition to its bytes; it keeps a flood of tiny pieces within the limit. */
    private static final int PIECE_COST = 64;

    private final String method;
    private final String path;
    private final String requestBody;
    private final long bodyBytesMax;
    private final List<Chunk> chunks = new ArrayList<>();
    private long zero = System.nanoTime();
    private boolean connected;
    private int status;
    private Map<String, List<String>> headers = Map.of();
    private long headNanos = -1;
    private long bodyBytes;

    TranscriptRecorder(String method, String path, String requestBody, long bodyBytesMax) {
        this.method = method;
        this.path = path;
        this.requestBody = requestBody;
        this.bodyBytesMax = bodyBytesMax;
    }

    synchronized void connected() {
        connected = true;
    }

    synchronized boolean isConnected() {
        return connected;
    }

    /** Starts the clock of the transcript: the last byte of the request has been written. */
    synchronized void requestWritten() {
        zero = System.nanoTime();
    }

    synchronized void head(int responseStatus, Map<String, List<String>> responseHeaders) {
        status = responseStatus;
        headers = responseHeaders;
        headNanos = now();
    }

    synchronized boolean hasHead() {
        return headNanos >= 0;
    }

    synchronized void chunk(byte[] bytes) throws TooMuchException {
        bodyBytes += bytes.length;
        if (bodyBytes + (long) PIECE_COST * (chunks.size() + 1) > bodyBytesMax) {
            throw new TooMuchException("the body exceeds the limit of " + bodyBytesMax + " bytes (" + bodyBytes
                    + " bytes in " + (chunks.size() + 1) + " pieces)");
        }
        chunks.add(new Chunk(now(), bytes));
    }

    /** Returns when the last piece came. */
    synchronized long lastNanos() {
        return chunks.isEmpty() ? headNanos : chunks.get(chunks.size() - 1).nanos();
    }

    synchronized Transcript ended(TransferEnd ending, String detail) {
        return Transcript.builder(method, path)
                .requestBody(requestBody)
                .head(status, headers, headNanos)
                .chunks(chunks)
                .ended(ending, now(), detail)
                .build();
    }

    private long now() {
        return Math.max(0, System.nanoTime() - zero);
    }
}
