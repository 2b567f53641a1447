package dev.gpuworker.wire;

/** What becomes of a connection after a stream (D-20). */
public enum AfterStream {
    /** The worker closes it, and says so in {@code Connection: close}. */
    CLOSE,
    /** It stays open for the next request, unless the client closes it or asks for {@code Connection: close}. */
    KEEP_ALIVE
}
