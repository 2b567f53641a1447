package dev.gpuworker.mock;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The frozen settings of one mock worker; {@link #builder()} has a default for each.
 *
 * @param host address to listen on; loopback by default
 * @param port 0 takes a free port
 * @param controlPort port of {@code /mock/…} on loopback, 0 for a free one; null serves it on the worker's own port
 *     where {@code host} is loopback, and nowhere else
 * @param workerId the worker's UUID
 * @param model what is "loaded"
 * @param seed of everything that is drawn, together with what the job brings
 * @param vramBytes bytes of VRAM that the device has
 * @param kvCacheBytes greatest KV cache of a job; null for no limit but the VRAM
 * @param busy what becomes of a job that arrives while another runs
 * @param queueMax jobs that may wait
 * @param slots jobs that run at the same time; more than 1 departs from the contract (M0-W-1301), for load tests
 * @param maxTokensOut greatest {@code max_tokens}, and its default (M0-W-1101)
 * @param inferenceTimeout longest a job may run (M0-W-1101)
 * @param generation pacing of the tokens of a job without a script
 * @param speed factor by which every wait of a script is shortened; 1 is as written
 * @param dialect which worker to speak like
 * @param strict whether a job that matches no scenario is refused with 500 instead of answered by the generator
 * @param loading how long after its start the worker answers 503, as while it loads
 * @param journalBytesMax bytes of recorded jobs that are kept; the oldest are dropped, and counted
 */
public record MockWorkerConfig(
        String host,
        int port,
        @Nullable Integer controlPort,
        String workerId,
        ModelCard model,
        Seed seed,
        long vramBytes,
        @Nullable Long kvCacheBytes,
        BusyPolicy busy,
        int queueMax,
        int slots,
        int maxTokensOut,
        Duration inferenceTimeout,
        GenerationPacing generation,
        double speed,
        Dialect dialect,
        boolean strict,
        Duration loading,
        long journalBytesMax) {
    /** Refuses settings that no worker could have. */
    public MockWorkerConfig {
        requireRange("port", port, 0, 65_535);
        requireRange("controlPort", controlPort == null ? 0 : controlPort, 0, 65_535);
        requireRange("queueMax", queueMax, 0, 1_000_000);
        requireRange("slots", slots, 1, 1_000_000);
        requireRange("maxTokensOut", maxTokensOut, 1, Integer.MAX_VALUE);
        requireRange("vramBytes", vramBytes, 0, Long.MAX_VALUE);
        requireRange("kvCacheBytes", kvCacheBytes == null ? 0 : kvCacheBytes, 0, Long.MAX_VALUE);
        requireRange("journalBytesMax", journalBytesMax, 0, Long.MAX_VALUE);
        if (inferenceTimeout.isNegative() || inferenceTimeout.isZero()) {
            throw new IllegalArgumentException("inferenceTimeout must be above 0, but was " + inferenceTimeout);
        }
        if (loading.isNegative()) {
            throw new IllegalArgumentException("loading must not be negative, but was " + loading);
        }
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be a number above 0, but was " + speed);
        }
        if (workerId.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("host and workerId must not be empty");
        }
    }

    /** Returns a builder with every default. */
    public static MockWorkerConfigBuilder builder() {
        return new MockWorkerConfigBuilder();
    }

    /** Returns a builder that starts from these settings. */
    public MockWorkerConfigBuilder toBuilder() {
        return new MockWorkerConfigBuilder(this);
    }

    /** Returns the bounds that requests are checked against. */
    public RequestLimits limits() {
        return new RequestLimits(maxTokensOut, model.vocabSize());
    }

    private static void requireRange(String name, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    name + " must be within " + least + " to " + greatest + ", but was " + value);
        }
    }
}
