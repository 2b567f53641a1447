package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import org.jspecify.annotations.Nullable;

/**
 * The KV cache of one job. Taking and freeing real memory may be slow, so another thread does it; simulated memory is
 * taken and freed at once. Thread-safe.
 */
final class JobVram {
    /** Average characters per token, used if no tokenizer can count. */
    private static final int CODE_POINTS_PER_TOKEN = 4;

    private final Ledger ledger;
    private final MockWorkerConfig config;
    private final Job job;
    private Ledger.@Nullable Charge charge; // guarded by this
    private boolean done; // guarded by this

    JobVram(Ledger ledger, MockWorkerConfig config, Job job) {
        this.ledger = ledger;
        this.config = config;
        this.job = job;
    }

    /** Returns the bytes for the prompt's tokens and {@code max_tokens}, bounded by the context length. */
    long bytes() {
        String prompt = job.request().prompt();
        long promptTokens =
                (prompt.codePointCount(0, prompt.length()) + CODE_POINTS_PER_TOKEN - 1L) / CODE_POINTS_PER_TOKEN;
        long tokens = promptTokens + job.maxTokens();
        Long context = config.model().contextLength();
        long kept = context == null ? tokens : Math.min(tokens, context);
        return Math.multiplyExact(kept, config.model().kvBytesPerToken());
    }

    boolean isSlow() {
        return ledger.isBacked();
    }

    /** Takes the bytes. Throws if they don't fit into the VRAM or exceed the KV cache's bound. */
    void take() throws VramExhaustedException {
        long bytes = bytes();
        String owner = "job:" + job.request().jobId();
        Long most = config.kvCacheBytes();
        if (most != null && bytes > most) {
            throw new VramExhaustedException(owner, bytes, most);
        }
        Ledger.Charge taken = ledger.charge(owner, bytes);
        boolean tooLate;
        synchronized (this) {
            tooLate = done;
            charge = taken;
        }
        if (tooLate) {
            taken.free();
        }
    }

    synchronized boolean isTaken() {
        return charge != null && !done;
    }

    /** Frees the bytes, including any that are still being taken. */
    void free() {
        Ledger.Charge taken;
        synchronized (this) {
            taken = charge;
            done = true;
        }
        if (taken != null) {
            taken.free();
        }
    }
}
