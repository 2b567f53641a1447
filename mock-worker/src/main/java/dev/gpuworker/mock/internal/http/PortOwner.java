package dev.gpuworker.mock.internal.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The parts of the worker behind a {@link Port} that HTTP needs. Thread-safe. */
public interface PortOwner {
    /** The header with which a client traces its request (D-17). */
    String CORRELATION = "X-Correlation-ID";

    /** Returns the headers of every response to a request with this {@link #CORRELATION}. */
    Map<String, String> headers(@Nullable String correlationId);

    /** Returns whether answering {@code POST /execute} may block, as a user-supplied dispatcher may. */
    boolean mayBlock();

    /** Returns the longest body of a request in bytes. */
    int bodyBytesMax();

    /** Returns whether errors carry the contract's envelope; otherwise only the status says what is wrong. */
    boolean sendsEnvelopes();

    /** Returns a future that completes as soon as a request that comes now may be answered. */
    CompletableFuture<Void> turn();
}
