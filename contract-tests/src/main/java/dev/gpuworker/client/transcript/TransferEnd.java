package dev.gpuworker.client.transcript;

/** How an exchange ended on the wire, as the reader saw it. */
public enum TransferEnd {
    /** The response was complete: last chunk, or content length reached. */
    COMPLETE,
    /** The peer closed the connection before the response was complete. */
    CUT,
    /** The peer reset the connection. */
    RESET,
    /** Nothing listened, or the connection was refused. */
    REFUSED,
    /** A deadline of the reader passed; the reader closed. */
    TIMED_OUT,
    /** The reader closed on its own account. */
    CLOSED_BY_READER,
    /** The answer was not HTTP, or broke its framing. */
    NOT_HTTP;

    /** Returns the ending in words, for messages: {@code the connection was reset}. */
    public String words() {
        return switch (this) {
            case COMPLETE -> "the answer was complete";
            case CUT -> "the connection was closed before the answer was complete";
            case RESET -> "the connection was reset";
            case REFUSED -> "there was no connection";
            case TIMED_OUT -> "the answer was not there in time";
            case CLOSED_BY_READER -> "we closed the connection";
            case NOT_HTTP -> "the answer is not HTTP";
        };
    }
}
