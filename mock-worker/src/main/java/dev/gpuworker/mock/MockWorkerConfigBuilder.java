package dev.gpuworker.mock;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a mock worker. Not thread-safe. */
public final class MockWorkerConfigBuilder {
    private String host = "127.0.0.1";
    private int port = 0;
    private @Nullable Integer controlPort = null;
    private String workerId = UUID.randomUUID().toString();
    private ModelCard model = ModelCatalogue.defaultCard();
    private Seed seed = new Seed(42);
    private long vramBytes = 24L << 30;
    private @Nullable Long kvCacheBytes = null;
    private BusyPolicy busy = BusyPolicy.WAIT;
    private int queueMax = 64;
    private int slots = 1;
    private int maxTokensOut = RequestLimits.MAX_TOKENS_DEFAULT;
    private Duration inferenceTimeout = Duration.ofMinutes(5);
    private GenerationPacing generation = GenerationPacing.DEFAULT;
    private double speed = 1.0;
    private Dialect dialect = Dialect.CONTRACT;
    private boolean strict = false;
    private Duration loading = Duration.ZERO;
    private long journalBytesMax = 16L << 20;

    MockWorkerConfigBuilder() {}

    MockWorkerConfigBuilder(MockWorkerConfig config) {
        this.host = config.host();
        this.port = config.port();
        this.controlPort = config.controlPort();
        this.workerId = config.workerId();
        this.model = config.model();
        this.seed = config.seed();
        this.vramBytes = config.vramBytes();
        this.kvCacheBytes = config.kvCacheBytes();
        this.busy = config.busy();
        this.queueMax = config.queueMax();
        this.slots = config.slots();
        this.maxTokensOut = config.maxTokensOut();
        this.inferenceTimeout = config.inferenceTimeout();
        this.generation = config.generation();
        this.speed = config.speed();
        this.dialect = config.dialect();
        this.strict = config.strict();
        this.loading = config.loading();
        this.journalBytesMax = config.journalBytesMax();
    }

    /** Sets the address to listen on. Default 127.0.0.1. */
    public MockWorkerConfigBuilder host(String host) {
        this.host = host;
        return this;
    }

    /** Sets the port, 0 to 65535. Default 0, a free port. */
    public MockWorkerConfigBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** Sets the port of the control plane on loopback; 0 takes a free one. Default none. */
    public MockWorkerConfigBuilder controlPort(@Nullable Integer controlPort) {
        this.controlPort = controlPort;
        return this;
    }

    /** Sets the worker's UUID. Default a random UUID. */
    public MockWorkerConfigBuilder workerId(String workerId) {
        this.workerId = workerId;
        return this;
    }

    /** Sets the model. Default qwen2.5-0.5b-instruct. */
    public MockWorkerConfigBuilder model(ModelCard model) {
        this.model = model;
        return this;
    }

    /** Sets the seed. Default 42. */
    public MockWorkerConfigBuilder seed(Seed seed) {
        this.seed = seed;
        return this;
    }

    /** Sets the bytes of VRAM that the device has. Default 24 GiB. */
    public MockWorkerConfigBuilder vramBytes(long vramBytes) {
        this.vramBytes = vramBytes;
        return this;
    }

    /** Sets the greatest KV cache of a job in bytes. Default no limit. */
    public MockWorkerConfigBuilder kvCacheBytes(@Nullable Long kvCacheBytes) {
        this.kvCacheBytes = kvCacheBytes;
        return this;
    }

    /** Sets what becomes of a job that arrives while another runs. Default wait. */
    public MockWorkerConfigBuilder busy(BusyPolicy busy) {
        this.busy = busy;
        return this;
    }

    /** Sets how many jobs may wait, 0 to 1000000. Default 64. */
    public MockWorkerConfigBuilder queueMax(int queueMax) {
        this.queueMax = queueMax;
        return this;
    }

    /** Sets how many jobs run at the same time; more than 1 departs from the contract. Default 1. */
    public MockWorkerConfigBuilder slots(int slots) {
        this.slots = slots;
        return this;
    }

    /** Sets the greatest {@code max_tokens}, at least 1. Default 2048. */
    public MockWorkerConfigBuilder maxTokensOut(int maxTokensOut) {
        this.maxTokensOut = maxTokensOut;
        return this;
    }

    /** Sets the longest that a job may run, above 0. Default 300 s. */
    public MockWorkerConfigBuilder inferenceTimeout(Duration inferenceTimeout) {
        this.inferenceTimeout = inferenceTimeout;
        return this;
    }

    /** Sets the pacing of a job without a script. Default 20 ms, then 5 to 10 ms a token. */
    public MockWorkerConfigBuilder generation(GenerationPacing generation) {
        this.generation = generation;
        return this;
    }

    /** Sets the factor by which every wait is shortened, above 0. Default 1. */
    public MockWorkerConfigBuilder speed(double speed) {
        this.speed = speed;
        return this;
    }

    /** Sets which worker to speak like. Default the contract. */
    public MockWorkerConfigBuilder dialect(Dialect dialect) {
        this.dialect = dialect;
        return this;
    }

    /** Sets whether a job that matches no scenario is refused. Default false. */
    public MockWorkerConfigBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /** Sets how long the worker answers 503 after its start. Default 0. */
    public MockWorkerConfigBuilder loading(Duration loading) {
        this.loading = loading;
        return this;
    }

    /** Sets the bytes of recorded jobs that are kept. Default 16 MiB. */
    public MockWorkerConfigBuilder journalBytesMax(long journalBytesMax) {
        this.journalBytesMax = journalBytesMax;
        return this;
    }

    /** Returns the settings. Throws {@link IllegalArgumentException} where one is out of its range. */
    public MockWorkerConfig build() {
        return new MockWorkerConfig(
                host,
                port,
                controlPort,
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
                strict,
                loading,
                journalBytesMax);
    }
}
