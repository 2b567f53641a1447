package dev.gpuworker.client.transcript;

import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Transcript}: for code that records an exchange, reads one from a file, or invents one for a test. Not
 * thread-safe.
 */
public final class TranscriptBuilder {
    final String method;
    final String path;
    String requestBody = "";
    int status;
    Map<String, List<String>> headers = Map.of();
    long headNanos = -1;
    List<Chunk> chunks = List.of();
    TransferEnd ending = TransferEnd.COMPLETE;
    long endNanos;
    String endDetail = "";

    TranscriptBuilder(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /** Sets the text of the request's body. Default empty. */
    public TranscriptBuilder requestBody(String text) {
        requestBody = text;
        return this;
    }

    /**
     * Sets the head of the response. By default none arrived.
     *
     * @param statusCode the HTTP status, 0 if no status line arrived
     * @param fields the headers, names in lower case
     * @param nanos its arrival on the clock of the chunks; -1 if none arrived
     */
    public TranscriptBuilder head(int statusCode, Map<String, List<String>> fields, long nanos) {
        status = statusCode;
        headers = fields;
        headNanos = nanos;
        return this;
    }

    /** Sets the body, in order of arrival, transfer coding removed. Default empty. */
    public TranscriptBuilder chunks(List<Chunk> body) {
        chunks = body;
        return this;
    }

    /**
     * Sets the end. By default the response was complete at 0.
     *
     * @param how how the exchange ended
     * @param nanos when it ended, on the clock of the chunks
     * @param detail the transport's message, for people; empty if all went well
     */
    public TranscriptBuilder ended(TransferEnd how, long nanos, String detail) {
        ending = how;
        endNanos = nanos;
        endDetail = detail;
        return this;
    }

    /** Returns an immutable transcript of the values set so far. */
    public Transcript build() {
        return new Transcript(this);
    }
}
