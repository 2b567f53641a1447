package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.VramLedger;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import dev.gpuworker.mock.scenario.internal.frames.JobFacts;
import dev.gpuworker.mock.scenario.internal.frames.JobTokens;
import dev.gpuworker.wire.Seed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The progress of one job: the values that fill its frames, and the source of its tokens. Belongs to the player. */
final class JobProgress implements JobFacts {
    private final Job job;
    private final String model;
    private final VramLedger ledger;
    private final Ticker ticker;
    private final JobTokens tokens;
    private @Nullable Instant startedAt;
    private long startedNanos;
    private long firstTokenNanos;
    private boolean started;

    JobProgress(JobRecord record, String model, VramLedger ledger, Ticker ticker) {
        this.job = record.job();
        this.model = model;
        this.ledger = ledger;
        this.ticker = ticker;
        this.tokens = new JobTokens(
                job.seed(),
                model,
                job.maxTokens(),
                job.withinMaxTokens(),
                job.request().stop(),
                record::leftOut);
    }

    /** Records the start of the job. */
    void begin() {
        startedAt = Instant.now();
        startedNanos = ticker.nanos();
    }

    /** Records a frame that is about to be written. */
    void sending(EventKind kind) {
        if (kind == EventKind.STARTED && !started) {
            started = true;
            startedNanos = ticker.nanos();
        } else if (kind == EventKind.TOKEN) {
            firstTokenNanos = tokens.sent() == 0 ? ticker.nanos() : firstTokenNanos;
            tokens.count();
        }
    }

    /** Returns whether {@code started} has been sent. */
    boolean hasStarted() {
        return started;
    }

    @Override
    public String jobId() {
        return job.request().jobId();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Instant startedAt() {
        return startedAt == null ? Instant.now() : startedAt;
    }

    @Override
    public @Nullable Seed chosenSeed() {
        return job.seedChosen() ? job.seed() : null;
    }

    @Override
    public JobTokens tokens() {
        return tokens;
    }

    @Override
    public double tokensPerSecond() {
        long nanos = ticker.nanos() - firstTokenNanos;
        int sent = tokens.sent();
        return sent < 2 || nanos <= 0 ? 0 : Math.round((sent - 1) * 1e11 / nanos) / 100.0;
    }

    @Override
    public long vramBytes() {
        return ledger.usedBytes();
    }

    @Override
    public long decodeMillis() {
        return (ticker.nanos() - startedNanos) / 1_000_000;
    }
}
