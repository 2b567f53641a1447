package dev.gpuworker.mock;

import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RecordedJob}, whose accessors document each value. Not thread-safe. */
public final class RecordedJobBuilder {
    final long ordinal;
    final String jobId;
    PromptDigest prompt = PromptDigest.of("");
    SamplingParameters parameters = SamplingParameters.NONE;
    Map<String, List<String>> headers = Map.of();
    int maxTokens = 1;
    Seed seed = new Seed(0);
    Instant arrivedAt = Instant.EPOCH;
    Duration arrived = Duration.ZERO;

    @Nullable String scenario;

    @Nullable String mismatch;

    JobOutcome outcome = JobOutcome.WAITING;

    @Nullable String errorCode;

    int tokensSent = 0;
    int tokensAfterCancel = 0;
    int tokensLeftOut = 0;
    long bytesSent = 0;
    long kvBytes = 0;
    Duration waited = Duration.ZERO;
    Duration ran = Duration.ZERO;

    @Nullable Duration cancelHeard;

    boolean cancelAsked = false;

    @Nullable Duration clientThere;

    @Nullable Duration slotFree;

    List<SentEvent> events = List.of();
    long eventsDropped = 0;
    Duration greatestLag = Duration.ZERO;

    RecordedJobBuilder(long ordinal, String jobId) {
        this.ordinal = ordinal;
        this.jobId = jobId;
    }

    /** Sets the digest and length of the prompt. Default that of an empty prompt. */
    public RecordedJobBuilder prompt(PromptDigest prompt) {
        this.prompt = prompt;
        return this;
    }

    /** Sets the request's sampling parameters. Default none. */
    public RecordedJobBuilder parameters(SamplingParameters parameters) {
        this.parameters = parameters;
        return this;
    }

    /** Sets the request's headers, by name in lower case. Default none. */
    public RecordedJobBuilder headers(Map<String, List<String>> headers) {
        this.headers = headers;
        return this;
    }

    /** Sets the request's {@code max_tokens}, or the worker's default. Default 1. */
    public RecordedJobBuilder maxTokens(int maxTokens) {
        this.maxTokens = maxTokens;
        return this;
    }

    /** Sets the request's seed, or the one that the worker chose. Default 0. */
    public RecordedJobBuilder seed(Seed seed) {
        this.seed = seed;
        return this;
    }

    /** Sets the wall-clock time of the request. Default the epoch. */
    public RecordedJobBuilder arrivedAt(Instant arrivedAt) {
        this.arrivedAt = arrivedAt;
        return this;
    }

    /** Sets the time of the request on the worker's monotonic clock, whose zero has no meaning. Default 0. */
    public RecordedJobBuilder arrived(Duration arrived) {
        this.arrived = arrived;
        return this;
    }

    /** Sets the name of the scenario that answered. Default null. */
    public RecordedJobBuilder scenario(@Nullable String scenario) {
        this.scenario = scenario;
        return this;
    }

    /** Sets why the nearest scenario did not match. Default null. */
    public RecordedJobBuilder mismatch(@Nullable String mismatch) {
        this.mismatch = mismatch;
        return this;
    }

    /** Sets the job's state, or how it ended. Default {@link JobOutcome#WAITING}. */
    public RecordedJobBuilder outcome(JobOutcome outcome) {
        this.outcome = outcome;
        return this;
    }

    /** Sets the code of its {@code error} event. Default null. */
    public RecordedJobBuilder errorCode(@Nullable String errorCode) {
        this.errorCode = errorCode;
        return this;
    }

    /** Sets how many {@code token} events were handed to the operating system. Default 0. */
    public RecordedJobBuilder tokensSent(int tokensSent) {
        this.tokensSent = tokensSent;
        return this;
    }

    /** Sets how many tokens were sent after the worker had received the cancel. Default 0. */
    public RecordedJobBuilder tokensAfterCancel(int tokensAfterCancel) {
        this.tokensAfterCancel = tokensAfterCancel;
        return this;
    }

    /** Sets how many tokens of the script so far were not sent because they exceed {@code maxTokens}. Default 0. */
    public RecordedJobBuilder tokensLeftOut(int tokensLeftOut) {
        this.tokensLeftOut = tokensLeftOut;
        return this;
    }

    /** Sets the bytes of the response's body, without HTTP framing. Default 0. */
    public RecordedJobBuilder bytesSent(long bytesSent) {
        this.bytesSent = bytesSent;
        return this;
    }

    /** Sets the bytes of VRAM charged for the KV cache. Default 0. */
    public RecordedJobBuilder kvBytes(long kvBytes) {
        this.kvBytes = kvBytes;
        return this;
    }

    /** Sets the time from arrival to start. Default 0. */
    public RecordedJobBuilder waited(Duration waited) {
        this.waited = waited;
        return this;
    }

    /** Sets the time from start to the end. Default 0. */
    public RecordedJobBuilder ran(Duration ran) {
        this.ran = ran;
        return this;
    }

    /** Sets the time from the job's arrival to the first cancel or to the client's disconnect. Default null. */
    public RecordedJobBuilder cancelHeard(@Nullable Duration cancelHeard) {
        this.cancelHeard = cancelHeard;
        return this;
    }

    /** Sets whether a {@code POST /cancel} with its id arrived, even after the job's end. Default false. */
    public RecordedJobBuilder cancelAsked(boolean cancelAsked) {
        this.cancelAsked = cancelAsked;
        return this;
    }

    /** Sets the time from the job's arrival to the client's disconnect. Default null. */
    public RecordedJobBuilder clientThere(@Nullable Duration clientThere) {
        this.clientThere = clientThere;
        return this;
    }

    /** Sets the time from the first cancel to the freed slot. Default null. */
    public RecordedJobBuilder slotFree(@Nullable Duration slotFree) {
        this.slotFree = slotFree;
        return this;
    }

    /** Sets the events sent, in order. Default none. */
    public RecordedJobBuilder events(List<SentEvent> events) {
        this.events = events;
        return this;
    }

    /** Sets how many events were sent but are not in the events. Default 0. */
    public RecordedJobBuilder eventsDropped(long eventsDropped) {
        this.eventsDropped = eventsDropped;
        return this;
    }

    /** Sets the greatest {@link SentEvent#lag()} over all events, including dropped ones. Default 0. */
    public RecordedJobBuilder greatestLag(Duration greatestLag) {
        this.greatestLag = greatestLag;
        return this;
    }

    /** Returns the job with the values set so far. */
    public RecordedJob build() {
        return new RecordedJob(this);
    }
}
