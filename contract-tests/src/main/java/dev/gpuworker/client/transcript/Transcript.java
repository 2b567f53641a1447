package dev.gpuworker.client.transcript;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as it was on the wire: the request, every byte of the answer's body with its arrival time, and how it
 * ended. Immutable.
 */
public final class Transcript {
    private final String method;
    private final String path;
    private final String requestBody;
    private final int status;
    private final Map<String, List<String>> headers;
    private final long headNanos;
    private final List<Chunk> chunks;
    private final TransferEnd ending;
    private final long endNanos;
    private final String endDetail;

    Transcript(TranscriptBuilder from) {
        this.method = from.method;
        this.path = from.path;
        this.requestBody = from.requestBody;
        this.status = from.status;
        this.headers = Map.copyOf(from.headers);
        this.headNanos = from.headNanos;
        this.chunks = List.copyOf(from.chunks);
        this.ending = from.ending;
        this.endNanos = from.endNanos;
        this.endDetail = from.endDetail;
    }

    /** Returns a builder of an exchange that has no answer yet. */
    public static TranscriptBuilder builder(String method, String path) {
        return new TranscriptBuilder(method, path);
    }

    /** Returns the first value of a response header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Returns all bytes of the body. */
    public byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(chunk -> all.writeBytes(chunk.bytes()));
        return all.toByteArray();
    }

    /** Returns the HTTP method of the request. */
    public String method() {
        return method;
    }

    /** Returns the path of the request. */
    public String path() {
        return path;
    }

    /** Returns the text of the request's body, empty if it had none. */
    public String requestBody() {
        return requestBody;
    }

    /** Returns the HTTP status, 0 if no status line arrived. */
    public int status() {
        return status;
    }

    /** Returns the response headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns the arrival of the response head on the same clock as the chunks, in nanoseconds; -1 if none arrived. */
    public long headNanos() {
        return headNanos;
    }

    /** Returns the body, in order of arrival, transfer coding removed. */
    public List<Chunk> chunks() {
        return chunks;
    }

    /** Returns how the exchange ended. */
    public TransferEnd ending() {
        return ending;
    }

    /** Returns when it ended, on the same clock, in nanoseconds. */
    public long endNanos() {
        return endNanos;
    }

    /** Returns the transport's message, for people; empty if all went well. */
    public String endDetail() {
        return endDetail;
    }

    /** Returns what kept the answer from being complete, in words for people; empty if it was complete. */
    public String failure() {
        if (ending == TransferEnd.COMPLETE) {
            return "";
        }
        return endDetail.isEmpty() ? ending.words() : ending.words() + " (" + endDetail + ")";
    }

    /**
     * Returns whether the peer refused, reset or closed the connection before it answered anything. If this holds for
     * every exchange with a peer, it says nothing about a worker.
     */
    public boolean isHangUp() {
        return status == 0
                && (ending == TransferEnd.CUT || ending == TransferEnd.RESET || ending == TransferEnd.REFUSED);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Transcript same && values().equals(same.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "Transcript["
                + "method=" + method
                + ", path=" + path
                + ", requestBody=" + requestBody
                + ", status=" + status
                + ", headers=" + headers
                + ", headNanos=" + headNanos
                + ", chunks=" + chunks
                + ", ending=" + ending
                + ", endNanos=" + endNanos
                + ", endDetail=" + endDetail
                + "]";
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                method, path, requestBody, status, headers, headNanos, chunks, ending, endNanos, endDetail);
    }
}
