package dev.gpuworker.mock.internal.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The worker behind a {@link Port}, as far as HTTP has to know it. Thread-safe. */
public interface PortOwner {
    /** The header by which a client follows its request (D-17). */
    String CORRELATION = "X-Correlation-ID";

    /** Returns the headers of every response to a request with this {@link #CORRELATION}. */
    Map<String, String> headers(@Nullable String correlationId);

    /** Returns whether answering {@code POST /execute} may block, as a dispatcher of the user's own may. */
    boolean mayBlock();
}
