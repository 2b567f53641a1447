package dev.gpuworker.mock.internal.script;

import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the absent fields of a step are filled with when it is played. */
public interface JobFacts {
    String jobId();

    String model();

    Instant startedAt();

    /** Returns the seed where the worker chose it (D-10). */
    @Nullable Seed chosenSeed();

    int tokensSent();

    double tokensPerSecond();

    long vramBytes();

    /** Returns the milliseconds since {@code started} (D-19). */
    long decodeMillis();

    /** Tells whether the job has fewer tokens than its script because {@code max_tokens} allows no more. */
    boolean stoppedByMaxTokens();

    StopReason stopReason();

    @Nullable String stopSequenceMatched();
}
