package dev.gpuworker.mock.internal.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
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

    /** Returns whether HTTP is read as leniently as the worker of October 2025 reads it, as far as Jetty can. */
    boolean readsLeniently();

    /** Returns whether the body of this request will be read, as far as its head tells. */
    boolean wantsBody(Request request);

    /** Returns a future that completes as soon as a request that comes now may be answered. */
    CompletableFuture<Void> turn();
}
