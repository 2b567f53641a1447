package dev.gpuworker.mock;

import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One job as the mock received it, and the events that it sent. Never holds the text of the prompt. Immutable: for a
 * running job it is a snapshot.
 */
public final class RecordedJob {
    private final long ordinal;
    private final String jobId;
    private final PromptDigest prompt;
    private final SamplingParameters parameters;
    private final Map<String, List<String>> headers;
    private final int maxTokens;
    private final Seed seed;
    private final Instant arrivedAt;
    private final Duration arrived;
    private final @Nullable String scenario;
    private final @Nullable String mismatch;
    private final JobOutcome outcome;
    private final @Nullable String errorCode;
    private final int tokensSent;
    private final int tokensAfterCancel;
    private final int tokensLeftOut;
    private final long bytesSent;
    private final long kvBytes;
    private final Duration waited;
    private final Duration ran;
    private final @Nullable Duration cancelHeard;
    private final boolean cancelAsked;
    private final @Nullable Duration clientThere;
    private final @Nullable Duration slotFree;
    private final List<SentEvent> events;
    private final long eventsDropped;
    private final Duration greatestLag;

    RecordedJob(RecordedJobBuilder from) {
        this.ordinal = from.ordinal;
        this.jobId = from.jobId;
        this.prompt = from.prompt;
        this.parameters = from.parameters;
        this.headers = Collections.unmodifiableMap(new TreeMap<>(from.headers));
        this.maxTokens = from.maxTokens;
        this.seed = from.seed;
        this.arrivedAt = from.arrivedAt;
        this.arrived = from.arrived;
        this.scenario = from.scenario;
        this.mismatch = from.mismatch;
        this.outcome = from.outcome;
        this.errorCode = from.errorCode;
        this.tokensSent = from.tokensSent;
        this.tokensAfterCancel = from.tokensAfterCancel;
        this.tokensLeftOut = from.tokensLeftOut;
        this.bytesSent = from.bytesSent;
        this.kvBytes = from.kvBytes;
        this.waited = from.waited;
        this.ran = from.ran;
        this.cancelHeard = from.cancelHeard;
        this.cancelAsked = from.cancelAsked;
        this.clientThere = from.clientThere;
        this.slotFree = from.slotFree;
        this.events = List.copyOf(from.events);
        this.eventsDropped = from.eventsDropped;
        this.greatestLag = from.greatestLag;
    }

    /** Returns a builder, for the worker and for tests of code that reads a journal. */
    public static RecordedJobBuilder builder(long ordinal, String jobId) {
        return new RecordedJobBuilder(ordinal, jobId);
    }

    /** Returns 1, 2, 3 … in order of arrival at this worker. */
    public long ordinal() {
        return ordinal;
    }

    /** Returns the request's own id. */
    public String jobId() {
        return jobId;
    }

    /** Returns the digest and length of the prompt. */
    public PromptDigest prompt() {
        return prompt;
    }

    /** Returns the request's sampling parameters. */
    public SamplingParameters parameters() {
        return parameters;
    }

    /**
     * Returns the request's headers, by name in lower case. Where the name suggests a secret, such as
     * {@code authorization} or {@code x-api-key}, the value is {@code redacted}.
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns the request's {@code max_tokens}, or the worker's default. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Returns the request's seed, or the one that the worker chose. */
    public Seed seed() {
        return seed;
    }

    /** Returns the wall-clock time of the request, for people. */
    public Instant arrivedAt() {
        return arrivedAt;
    }

    /** Returns the time of the request on the worker's monotonic clock, whose zero has no meaning. */
    public Duration arrived() {
        return arrived;
    }

    /** Returns the name of the scenario that answered; null if the generator or an enqueued script did. */
    public @Nullable String scenario() {
        return scenario;
    }

    /** Returns why the nearest scenario did not match; null if one matched or there are none. */
    public @Nullable String mismatch() {
        return mismatch;
    }

    /** Returns the job's state, or how it ended. */
    public JobOutcome outcome() {
        return outcome;
    }

    /** Returns the code of its {@code error} event; null without one. */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /** Returns how many {@code token} events were handed to the operating system. */
    public int tokensSent() {
        return tokensSent;
    }

    /** Returns how many tokens were sent after the worker had received the cancel. */
    public int tokensAfterCancel() {
        return tokensAfterCancel;
    }

    /** Returns how many tokens of the script so far were not sent because they exceed {@code maxTokens}. */
    public int tokensLeftOut() {
        return tokensLeftOut;
    }

    /** Returns the bytes of the response's body, without HTTP framing. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Returns the bytes of VRAM charged for the KV cache. */
    public long kvBytes() {
        return kvBytes;
    }

    /** Returns the time from arrival to start; until now if the job still waits. */
    public Duration waited() {
        return waited;
    }

    /** Returns the time from start to end; until now if the job still runs, zero while it waits. */
    public Duration ran() {
        return ran;
    }

    /**
     * Returns the time from the job's arrival to the first cancel or to the client's disconnect; null if there was
     * neither.
     */
    public @Nullable Duration cancelHeard() {
        return cancelHeard;
    }

    /** Returns whether a {@code POST /cancel} with its id arrived, even after the job's end. */
    public boolean cancelAsked() {
        return cancelAsked;
    }

    /**
     * Returns the time from the job's arrival to the client's disconnect; until now if the client is still connected,
     * null if the worker closed the connection.
     */
    public @Nullable Duration clientThere() {
        return clientThere;
    }

    /** Returns the time from the first cancel to the freed slot; null without one. */
    public @Nullable Duration slotFree() {
        return slotFree;
    }

    /** Returns the events sent, in order, up to the first {@code 8192}. */
    public List<SentEvent> events() {
        return events;
    }

    /** Returns how many events were sent but are not in {@link #events}. */
    public long eventsDropped() {
        return eventsDropped;
    }

    /** Returns the greatest {@link SentEvent#lag()} over all events, including dropped ones. */
    public Duration greatestLag() {
        return greatestLag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordedJob same && values().equals(same.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "RecordedJob["
                + "ordinal=" + ordinal
                + ", jobId=" + jobId
                + ", prompt=" + prompt
                + ", headers=" + headers.keySet()
                + ", maxTokens=" + maxTokens
                + ", seed=" + seed
                + ", arrivedAt=" + arrivedAt
                + ", arrived=" + arrived
                + ", scenario=" + scenario
                + ", mismatch=" + mismatch
                + ", outcome=" + outcome
                + ", errorCode=" + errorCode
                + ", tokensSent=" + tokensSent
                + ", tokensAfterCancel=" + tokensAfterCancel
                + ", tokensLeftOut=" + tokensLeftOut
                + ", bytesSent=" + bytesSent
                + ", kvBytes=" + kvBytes
                + ", waited=" + waited
                + ", ran=" + ran
                + ", cancelHeard=" + cancelHeard
                + ", cancelAsked=" + cancelAsked
                + ", clientThere=" + clientThere
                + ", slotFree=" + slotFree
                + ", events=" + events
                + ", eventsDropped=" + eventsDropped
                + ", greatestLag=" + greatestLag
                + "]";
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                ordinal,
                jobId,
                prompt,
                parameters,
                headers,
                maxTokens,
                seed,
                arrivedAt,
                arrived,
                scenario,
                mismatch,
                outcome,
                errorCode,
                tokensSent,
                tokensAfterCancel,
                tokensLeftOut,
                bytesSent,
                kvBytes,
                waited,
                ran,
                cancelHeard,
                cancelAsked,
                clientThere,
                slotFree,
                events,
                eventsDropped,
                greatestLag);
    }
}
