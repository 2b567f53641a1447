package dev.gpuworker.conformance.http;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.io.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The recording of one call. Thread-safe: everything is guarded by this. */
final class CallRecord {
    /** More pieces than the longest stream has: 2048 tokens in 1-byte pieces. */
    private static final int CHUNKS_MAX = 400_000;
    /** Of a longer request body only the size is recorded. */
    private static final int REQUEST_BYTES_KEPT = 512 * 1024;

    private final HttpRequest request;
    private final RecordingLimit limit;
    private final ResponseDecoder decoder;
    private final List<Chunk> chunks = new ArrayList<>();
    private long sent = System.nanoTime();
    private long headNanos = -1;
    private long bodyBytes;
    private @Nullable TransferEnd ending;
    private long endNanos;
    private String endDetail = "";

    CallRecord(HttpRequest request, RecordingLimit limit) {
        this.request = request;
        this.limit = limit;
        this.decoder = new ResponseDecoder(request.method());
    }

    synchronized void sent() {
        if (headNanos < 0) {
            sent = System.nanoTime();
        }
    }

    synchronized long sentNanoTime() {
        return sent;
    }

    /** Takes bytes from the wire; returns whether reading must stop. */
    synchronized boolean add(byte[] buffer, int length) {
        long now = System.nanoTime() - sent;
        byte[] body = decoder.feed(buffer, length);
        if (headNanos < 0 && decoder.hasHead()) {
            headNanos = now;
        }
        if (body.length > 0) {
            chunks.add(new Chunk(now, body));
            bodyBytes += body.length;
            limit.add(body.length);
        }
        if (!decoder.fault().isEmpty()) {
            end(TransferEnd.NOT_HTTP, decoder.fault());
        } else if (decoder.isComplete()) {
            end(TransferEnd.COMPLETE, "");
        } else if (!limit.allows(bodyBytes) || chunks.size() > CHUNKS_MAX) {
            end(
                    TransferEnd.CLOSED_BY_READER,
                    "a flood: reading stopped after " + bodyBytes + " bytes in " + chunks.size() + " pieces");
        }
        notifyAll();
        return ending != null;
    }

    synchronized void end(TransferEnd how, String detail) {
        if (ending == null) {
            ending = how;
            endNanos = System.nanoTime() - sent;
            endDetail = detail;
            notifyAll();
        }
    }

    synchronized boolean mayEndHere() {
        return decoder.mayEndHere();
    }

    synchronized String cutDetail() {
        if (decoder.mayEndHere()) {
            return "";
        }
        return decoder.hasHead()
                ? "connection closed before the response was complete"
                : "connection closed before any response";
    }

    synchronized boolean hasEnded() {
        return ending != null;
    }

    synchronized boolean awaitEnd(Deadline deadline) {
        while (ending == null) {
            if (!waitUntil(this, deadline)) {
                return false;
            }
        }
        return true;
    }

    synchronized boolean await(Predicate<Transcript> condition, Deadline deadline) {
        while (!condition.test(transcript())) {
            if (ending != null || !waitUntil(this, deadline)) {
                return condition.test(transcript());
            }
        }
        return true;
    }

    synchronized Transcript transcript() {
        String body = request.body().length > REQUEST_BYTES_KEPT
                ? "(" + request.body().length + " bytes)"
                : new String(request.body(), StandardCharsets.UTF_8);
        return Transcript.builder(request.method(), request.path())
                .requestBody(body)
                .head(decoder.status(), decoder.headers(), headNanos)
                .chunks(chunks)
                .ended(
                        ending == null ? TransferEnd.CLOSED_BY_READER : ending,
                        ending == null ? System.nanoTime() - sent : endNanos,
                        endDetail)
                .build();
    }

    /** Waits for a change; returns false if the deadline has passed or the thread was interrupted. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops on its own condition
    static boolean waitUntil(Object lock, Deadline deadline) {
        int left = deadline.millisLeft();
        if (left == 0) {
            return false;
        }
        try {
            lock.wait(left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
