package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.script.EventKind;
import dev.gpuworker.mock.internal.script.FrameSource;
import dev.gpuworker.mock.internal.script.GenerateRun;
import dev.gpuworker.mock.internal.script.Generation;
import dev.gpuworker.mock.internal.script.Job;
import dev.gpuworker.mock.internal.script.JobFacts;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one job has come: what frames are filled with and where its tokens come from. Belongs to the player. */
final class JobProgress implements JobFacts, GenerateRun.Source {
    private final JobRecord record;
    private final Job job;
    private final WorkerCore core;
    private final Ticker ticker;
    private @Nullable Generation generation;
    private @Nullable Instant startedAt;
    private long startedNanos;
    private long firstTokenNanos;
    private boolean started;
    private int tokensSent;
    private boolean leftTokensOut;

    JobProgress(JobRecord record, WorkerCore core, Ticker ticker) {
        this.record = record;
        this.job = record.job();
        this.core = core;
        this.ticker = ticker;
    }

    /** Notes the start of the job. */
    void begin() {
        startedAt = Instant.now();
        startedNanos = ticker.nanos();
    }

    /** Notes a frame that is about to be written. */
    void sending(EventKind kind) {
        if (kind == EventKind.STARTED && !started) {
            started = true;
            startedNanos = ticker.nanos();
        } else if (kind == EventKind.TOKEN) {
            firstTokenNanos = tokensSent == 0 ? ticker.nanos() : firstTokenNanos;
            tokensSent++;
        }
    }

    /** Tells whether {@code started} has been sent. */
    boolean hasStarted() {
        return started;
    }

    @Override
    public Generation generation() {
        if (generation == null) {
            generation = new Generation(
                    job.seed(), model(), job.maxTokens(), job.request().stop());
        }
        return generation;
    }

    @Override
    public int maxTokens() {
        return job.maxTokens();
    }

    @Override
    public boolean leavesOut(int tokensBefore) {
        if (!job.withinMaxTokens() || tokensBefore < job.maxTokens()) {
            return false;
        }
        leftTokensOut = true;
        record.leftOut();
        return true;
    }

    /** Returns how many of these tokens may still be sent. */
    int allowed(int tokens) {
        return job.withinMaxTokens() ? Math.min(tokens, Math.max(0, job.maxTokens() - tokensSent)) : tokens;
    }

    @Override
    public FrameSource token(WirePlan plan) {
        String text = generation().next();
        return facts -> core.writer().token(text, facts.tokensSent(), plan);
    }

    @Override
    public String jobId() {
        return job.request().jobId();
    }

    @Override
    public String model() {
        return core.config().model().name();
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
    public int tokensSent() {
        return tokensSent;
    }

    @Override
    public double tokensPerSecond() {
        long nanos = ticker.nanos() - firstTokenNanos;
        return tokensSent < 2 || nanos <= 0 ? 0 : Math.round((tokensSent - 1) * 1e11 / nanos) / 100.0;
    }

    @Override
    public long vramBytes() {
        return core.ledger().usedBytes();
    }

    @Override
    public long decodeMillis() {
        return (ticker.nanos() - startedNanos) / 1_000_000;
    }

    @Override
    public boolean stoppedByMaxTokens() {
        boolean generated = job.withinMaxTokens() && generation != null && generation.matched() == null;
        return leftTokensOut || (generated && tokensSent >= job.maxTokens());
    }

    @Override
    public StopReason stopReason() {
        if (generation != null) {
            return generation.reason(tokensSent, job.maxTokens());
        }
        return tokensSent >= job.maxTokens() ? StopReason.MAX_TOKENS : StopReason.EOS;
    }

    @Override
    public @Nullable String stopSequenceMatched() {
        return generation == null ? null : generation.matched();
    }
}
