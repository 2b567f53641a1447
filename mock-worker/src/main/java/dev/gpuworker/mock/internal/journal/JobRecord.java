package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.PromptDigest;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.SamplingParameters;
import dev.gpuworker.mock.internal.http.RequestHeaders;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The journal's record of one job, kept while the job runs. Thread-safe; the player writes, anyone reads. */
public final class JobRecord {
    /** Approximate size of a record without its id and its events. */
    private static final int BASE_BYTES = 600;

    private final Job job;
    private final RequestHeaders headers;
    private final Instant arrivedAt = Instant.now();
    private final Ticker ticker;
    private final long arrived;
    private final SentLog sent; // guarded by this
    private final @Nullable SentBytes bytes; // guarded by this; null if nobody watches
    private @Nullable PromptDigest prompt; // guarded by this; computed on demand
    private JobOutcome outcome = JobOutcome.WAITING; // guarded by this
    private @Nullable String errorCode; // guarded by this
    private long started = -1; // guarded by this
    private long ended = -1; // guarded by this
    private int tokensSent; // guarded by this
    private int tokensAfterCancel; // guarded by this
    private int tokensLeftOut; // guarded by this
    private long bytesSent; // guarded by this
    private long kvBytes; // guarded by this
    private long cancelHeard = -1; // guarded by this
    private long slotFree = -1; // guarded by this
    private boolean cancelAsked; // guarded by this
    private long clientGone = -1; // guarded by this
    private boolean connectionClosed; // guarded by this

    /** @param keepsBytes whether somebody wants to see what was sent, byte for byte */
    public JobRecord(Job job, RequestHeaders headers, Ticker ticker, boolean keepsBytes) {
        this.job = job;
        this.bytes = keepsBytes ? new SentBytes() : null;
        this.headers = headers;
        this.ticker = ticker;
        this.arrived = ticker.nanos();
        this.sent = new SentLog(job.program().events(job.maxTokens()));
    }

    public Job job() {
        return job;
    }

    synchronized JobOutcome outcome() {
        return outcome;
    }

    synchronized boolean hasStarted() {
        return started >= 0;
    }

    public synchronized void started(long now) {
        started = now - arrived;
        outcome = JobOutcome.RUNNING;
    }

    public synchronized void charged(long bytes) {
        kvBytes = bytes;
    }

    public synchronized void written(Frame frame, long planned, long written) {
        sent.written(frame.kind(), frame.tokenIndex(), planned, written);
        bytesSent += frame.length();
        if (bytes != null) {
            bytes.add(frame);
        }
        if (frame.kind() == EventKind.TOKEN) {
            tokensSent++;
            tokensAfterCancel += cancelHeard >= 0 ? 1 : 0;
        }
    }

    public synchronized void completed(int events, long now) {
        sent.completed(events, now);
    }

    public synchronized void leftOut() {
        tokensLeftOut++;
    }

    public synchronized void cancelHeard(long now) {
        if (cancelHeard < 0) {
            cancelHeard = now - arrived;
        }
    }

    synchronized void cancelAsked() {
        cancelAsked = true;
    }

    public synchronized void clientGone(long now) {
        clientGone = now - arrived;
    }

    /** Records that the worker has closed the connection, or that there was no stream. */
    public synchronized void connectionClosed() {
        connectionClosed = true;
    }

    private @Nullable Duration clientThere() {
        if (clientGone >= 0) {
            return Duration.ofNanos(clientGone);
        }
        return connectionClosed ? null : Duration.ofNanos(ticker.nanos() - arrived);
    }

    public synchronized void slotFree(long now) {
        if (slotFree < 0 && cancelHeard >= 0) {
            slotFree = now - arrived - cancelHeard;
        }
    }

    /** Records the outcome if there is none yet. Returns whether it was recorded. */
    public synchronized boolean settled(JobOutcome how, @Nullable String code, long now) {
        if (outcome.isOver()) {
            return false;
        }
        outcome = how;
        errorCode = code;
        ended = now - arrived;
        return true;
    }

    /** Returns the milliseconds from start to end. */
    public synchronized long ranMillis() {
        return started < 0 || ended < 0 ? 0 : (ended - started) / 1_000_000;
    }

    synchronized int bytes() {
        return BASE_BYTES
                + 2 * job.request().jobId().length()
                + headers.bytes()
                + sent.bytes()
                + (bytes == null ? 0 : bytes.size());
    }

    /** Returns what was sent, as far as it was kept; empty if nobody watched when the job came. */
    public synchronized Optional<SentBytes.View> sentBytes() {
        return Optional.ofNullable(bytes).map(SentBytes::view);
    }

    /** Returns the job's state with the events from this one on, for somebody who watches. */
    public synchronized LiveJob live(int firstEvent) {
        return new LiveJob(
                job.ordinal(),
                job.request().jobId(),
                job.scenario(),
                outcome,
                tokensSent,
                job.maxTokens(),
                (started < 0 ? 0 : (ended < 0 ? ticker.nanos() - arrived : ended) - started) / 1e6,
                sent.viewFrom(firstEvent));
    }

    public synchronized RecordedJob snapshot() {
        PromptDigest digest = prompt == null ? PromptDigest.of(job.request().prompt()) : prompt;
        prompt = digest;
        long now = ended >= 0 ? ended : ticker.nanos() - arrived;
        return RecordedJob.builder(job.ordinal(), job.request().jobId())
                .prompt(digest)
                .parameters(SamplingParameters.of(job.request()))
                .headers(headers.shown())
                .maxTokens(job.maxTokens())
                .seed(job.seed())
                .arrivedAt(arrivedAt)
                .arrived(Duration.ofNanos(arrived))
                .scenario(job.scenario())
                .mismatch(job.mismatch())
                .outcome(outcome)
                .errorCode(errorCode)
                .tokensSent(tokensSent)
                .tokensAfterCancel(tokensAfterCancel)
                .tokensLeftOut(tokensLeftOut)
                .bytesSent(bytesSent)
                .kvBytes(kvBytes)
                .waited(Duration.ofNanos(started >= 0 ? started : now))
                .ran(Duration.ofNanos(started >= 0 ? now - started : 0))
                .cancelHeard(duration(cancelHeard))
                .cancelAsked(cancelAsked)
                .clientThere(clientThere())
                .slotFree(duration(slotFree))
                .events(sent.view())
                .eventsDropped(sent.dropped())
                .greatestLag(sent.greatestLag())
                .build();
    }

    private static @Nullable Duration duration(long nanos) {
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }
}
