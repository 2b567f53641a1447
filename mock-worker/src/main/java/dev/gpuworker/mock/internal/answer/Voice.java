package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.ExecuteRequest;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a dialect answers over HTTP. Stateless but for the worker that it speaks for. */
interface Voice {
    /** Returns the headers of every response to a request with this {@link PortOwner#CORRELATION}. */
    Map<String, String> headers(@Nullable String correlationId);

    /** Tells whether there is such a path at all. */
    boolean serves(String path);

    /** Answers with an error status. */
    void refuse(Refusal refusal, Context context);

    /** Answers {@code GET /health}. */
    void health(WorkerServer worker, Context context);

    /** Reads and checks a request of {@code POST /execute}. Throws a {@link Refusal}. */
    ExecuteRequest read(Heard heard);
}
