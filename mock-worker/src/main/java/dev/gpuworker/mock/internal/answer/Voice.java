package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.play.Identity;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import dev.gpuworker.wire.ExecuteRequest;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A dialect: everything in which the contract's answers differ from those of the worker of October 2025. A new dialect
 * is a new implementation; nothing else depends on which dialect a worker speaks. Stateless, except for the worker that
 * it speaks for.
 */
interface Voice {
    /** Returns the voice of the worker's dialect. */
    static Voice of(MockWorkerConfig config, Identity identity) {
        return switch (config.dialect()) {
            case CONTRACT -> new ContractVoice(identity, config);
            case AS_BUILT -> new AsBuiltVoice(identity);
        };
    }

    /** Returns how events are framed. */
    Speech speech();

    /** Returns whether a stream is held back until its job has ended, and is then sent in one burst. */
    boolean holdsStreamsBack();

    /** Returns whether it is noticed that a client goes away while its job waits or runs. */
    boolean noticesClients();

    /** Returns whether a job is refused because of its id or because too many wait. */
    boolean refusesJobs();

    /** Returns the headers of every response to a request with this {@link PortOwner#CORRELATION}. */
    Map<String, String> headers(@Nullable String correlationId);

    /** Returns whether there is such a path at all. May throw the {@link Refusal} of a wrong method. */
    boolean serves(Context context);

    /** Returns whether jobs can be cancelled. */
    boolean hasCancel();

    /** Returns whether jobs, cancels and shutdowns from foreign web pages are refused (D-27). */
    boolean refusesForeignPages();

    /** Returns the longest body in bytes. */
    int bodyBytesMax();

    /** Returns whether errors carry the contract's envelope; otherwise they are plain text or have no body. */
    boolean sendsEnvelopes();

    /** Returns whether HTTP is read leniently; otherwise what is ambiguous is refused. */
    boolean readsLeniently();

    /** Returns whether a job with this content type is read at all. */
    boolean wantsBody(@Nullable String contentType);

    /** Returns a future that completes as soon as a request that comes now may be answered. */
    CompletableFuture<Void> turn(WorkerCore core);

    /** Refuses a job by its headers, before its body is read. Throws a {@link Refusal}. */
    void checkHead(Context context);

    /** Answers with an error status. */
    void refuse(WorkerServer worker, Refusal refusal, Context context);

    /** Answers {@code GET /health}. */
    void health(WorkerServer worker, Context context);

    /** Reads and checks a request of {@code POST /execute}. Throws a {@link Refusal}. */
    ExecuteRequest read(Heard heard);
}
