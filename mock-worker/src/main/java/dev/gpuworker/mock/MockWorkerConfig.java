package dev.gpuworker.mock;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frozen settings of one mock worker. {@link MockWorker#builder()} sets them and documents their ranges and
 * defaults. Immutable.
 */
public final class MockWorkerConfig {
    private final String host;
    private final int port;
    private final @Nullable Integer controlPort;
    private final @Nullable String controlHost;
    private final @Nullable String controlToken;
    private final String workerId;
    private final ModelCard model;
    private final Seed seed;
    private final long vramBytes;
    private final @Nullable Long kvCacheBytes;
    private final BusyPolicy busy;
    private final int queueMax;
    private final int slots;
    private final int maxTokensOut;
    private final Duration inferenceTimeout;
    private final GenerationPacing generation;
    private final double speed;
    private final Dialect dialect;
    private final AfterStream afterStream;
    private final boolean strict;
    private final Duration loading;
    private final long journalBytesMax;
    private final Set<String> allowOrigins;
    private final Set<String> allowHosts;

    /** Copies the settings. Throws {@link IllegalArgumentException} if one is outside its range. */
    MockWorkerConfig(MockWorkerBuilder from) {
        this.host = from.host;
        this.port = from.port;
        this.controlPort = from.controlPort;
        this.controlHost = from.controlHost;
        this.controlToken = from.controlToken;
        this.workerId = from.workerId;
        this.model = from.model();
        this.seed = from.seed();
        this.vramBytes = from.vramBytes();
        this.kvCacheBytes = from.kvCacheBytes;
        this.busy = from.busy();
        this.queueMax = from.queueMax();
        this.slots = from.slots;
        this.maxTokensOut = from.maxTokensOut;
        this.inferenceTimeout = from.inferenceTimeout;
        this.generation = from.generation;
        this.speed = from.speed;
        this.dialect = from.dialect();
        this.afterStream = from.afterStream();
        this.strict = from.strict;
        this.loading = from.loading();
        this.journalBytesMax = from.journalBytesMax;
        this.allowOrigins = Set.copyOf(from.allowOrigins);
        this.allowHosts = Set.copyOf(from.allowHosts);
        requireRanges();
    }

    /** Returns a builder that starts from these settings. */
    public MockWorkerBuilder toBuilder() {
        return new MockWorkerBuilder().config(this);
    }

    /** Returns the bounds against which requests are checked. */
    public RequestLimits limits() {
        return new RequestLimits(maxTokensOut, model.vocabSize());
    }

    /** Returns the address to listen on. */
    public String host() {
        return host;
    }

    /** Returns the origins, besides local ones, whose web pages may send requests (D-27). */
    public Set<String> allowOrigins() {
        return allowOrigins;
    }

    /** Returns the host names, besides local ones, under which the control plane is served; in lower case. */
    public Set<String> allowHosts() {
        return allowHosts;
    }

    /** Returns the port; 0 takes a free one. */
    public int port() {
        return port;
    }

    /**
     * Returns the port of {@code /mock/…} on loopback, 0 for a free one; null serves it on the worker's own port if
     * {@code host} is loopback, and nowhere otherwise.
     */
    public @Nullable Integer controlPort() {
        return controlPort;
    }

    /** Returns the address on which the control plane listens; null is loopback. */
    public @Nullable String controlHost() {
        return controlHost;
    }

    /** Returns the secret of the control plane; null if it asks for none. */
    public @Nullable String controlToken() {
        return controlToken;
    }

    /** Returns the worker's UUID. */
    public String workerId() {
        return workerId;
    }

    /** Returns the model that the worker claims to have loaded. */
    public ModelCard model() {
        return model;
    }

    /** Returns the seed of all random choices; a job's own values are mixed in. */
    public Seed seed() {
        return seed;
    }

    /** Returns the device's VRAM in bytes. */
    public long vramBytes() {
        return vramBytes;
    }

    /** Returns the greatest KV cache of a job in bytes; null for no limit but the VRAM. */
    public @Nullable Long kvCacheBytes() {
        return kvCacheBytes;
    }

    /** Returns what happens to a job that arrives while another runs. */
    public BusyPolicy busy() {
        return busy;
    }

    /** Returns how many jobs may wait. */
    public int queueMax() {
        return queueMax;
    }

    /**
     * Returns how many jobs run at the same time; more than 1 departs from the contract (M0-W-1301), for load tests.
     */
    public int slots() {
        return slots;
    }

    /** Returns the greatest {@code max_tokens}, which is also its default (M0-W-1101). */
    public int maxTokensOut() {
        return maxTokensOut;
    }

    /** Returns how long a job may run (M0-W-1101). */
    public Duration inferenceTimeout() {
        return inferenceTimeout;
    }

    /** Returns the pacing of the tokens of a job without a script. */
    public GenerationPacing generation() {
        return generation;
    }

    /** Returns the factor by which every wait of a script is shortened; 1 keeps them as written. */
    public double speed() {
        return speed;
    }

    /** Returns which worker the mock imitates. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns what becomes of a connection after a stream (D-20). */
    public AfterStream afterStream() {
        return afterStream;
    }

    /** Returns whether a job that matches no scenario is refused with 500 instead of answered by the generator. */
    public boolean strict() {
        return strict;
    }

    /** Returns how long after its start the worker answers 503, as a worker does while it loads its model. */
    public Duration loading() {
        return loading;
    }

    /** Returns how many bytes of recorded jobs the journal keeps; the oldest jobs are dropped and counted. */
    public long journalBytesMax() {
        return journalBytesMax;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MockWorkerConfig same && values().equals(same.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "MockWorkerConfig["
                + "host=" + host
                + ", port=" + port
                + ", controlPort=" + controlPort
                + ", controlHost=" + controlHost
                + ", controlToken=" + (controlToken == null ? "none" : "set")
                + ", workerId=" + workerId
                + ", model=" + model
                + ", seed=" + seed
                + ", vramBytes=" + vramBytes
                + ", kvCacheBytes=" + kvCacheBytes
                + ", busy=" + busy
                + ", queueMax=" + queueMax
                + ", slots=" + slots
                + ", maxTokensOut=" + maxTokensOut
                + ", inferenceTimeout=" + inferenceTimeout
                + ", generation=" + generation
                + ", speed=" + speed
                + ", dialect=" + dialect
                + ", strict=" + strict
                + ", loading=" + loading
                + ", journalBytesMax=" + journalBytesMax
                + ", allowOrigins=" + allowOrigins
                + ", allowHosts=" + allowHosts
                + "]";
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                host,
                port,
                controlPort,
                controlHost,
                controlToken,
                workerId,
                model,
                seed,
                vramBytes,
                kvCacheBytes,
                busy,
                queueMax,
                slots,
                maxTokensOut,
                inferenceTimeout,
                generation,
                speed,
                dialect,
                afterStream,
                strict,
                loading,
                journalBytesMax,
                allowOrigins,
                allowHosts);
    }

    /** The control plane shows what runs and can stop it, so nobody else on the network may use it unasked. */
    private void requireControl() {
        if (controlHost == null) {
            return;
        }
        if (controlToken == null) {
            throw new IllegalArgumentException("controlHost needs a controlToken: without one, anybody who reaches "
                    + controlHost + " could stop the worker");
        }
        if (controlPort == null && !controlHost.equals(host)) {
            throw new IllegalArgumentException("controlHost " + controlHost + " differs from host " + host
                    + "; it needs a controlPort of its own");
        }
    }

    private void requireRanges() {
        requireRange("port", port, 0, 65_535);
        requireRange("controlPort", controlPort == null ? 0 : controlPort, 0, 65_535);
        requireControl();
        requireRange("queueMax", queueMax, 0, WorkerBlock.QUEUE_MAX);
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

    private static void requireRange(String name, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    name + " must be within " + least + " to " + greatest + ", but was " + value);
        }
    }
}
