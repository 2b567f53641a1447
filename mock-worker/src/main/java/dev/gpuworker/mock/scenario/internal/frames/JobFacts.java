package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.Seed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The facts that fill the absent fields of a step: those of a running job, or of a sample. */
public interface JobFacts {
    /** Returns the request's id. */
    String jobId();

    /** Returns the worker's model. */
    String model();

    /** Returns the instant at which the job started. */
    Instant startedAt();

    /** Returns the seed if the worker chose it (D-10). */
    @Nullable Seed chosenSeed();

    /** Returns the job's tokens. */
    JobTokens tokens();

    /** Returns the rate measured so far. */
    double tokensPerSecond();

    /** Returns the VRAM ledger's bytes in use. */
    long vramBytes();

    /** Returns the milliseconds since {@code started} (D-19). */
    long decodeMillis();
}
