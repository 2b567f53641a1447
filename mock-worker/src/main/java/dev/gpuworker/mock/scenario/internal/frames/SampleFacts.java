package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts of an imaginary job: its tokens are unbounded, and its times and measurements never change.
 *
 * @param jobId the request's id
 * @param model the worker's model
 * @param startedAt the instant at which the job started
 * @param tokens its tokens
 * @param tokensPerSecond the rate
 * @param vramBytes the VRAM ledger's bytes in use
 * @param decodeMillis milliseconds since {@code started}
 */
public record SampleFacts(
        String jobId,
        String model,
        Instant startedAt,
        JobTokens tokens,
        double tokensPerSecond,
        long vramBytes,
        long decodeMillis)
        implements JobFacts {
    private static final String MODEL = "qwen2.5-0.5b-instruct";
    private static final Seed SEED = new Seed(0);

    /** Returns the facts of a job with this id. */
    public static SampleFacts of(String jobId) {
        JobTokens tokens = new JobTokens(SEED, MODEL, RequestLimits.MAX_TOKENS_DEFAULT, false, List.of(), () -> {});
        return new SampleFacts(jobId, MODEL, Instant.EPOCH, tokens, 100, 1L << 30, 100);
    }

    @Override
    public @Nullable Seed chosenSeed() {
        return null;
    }
}
