package dev.gpuworker.mock;

import dev.gpuworker.mock.internal.WorkerStart;
import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.mock.scenario.ByteSize;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.mock.scenario.dispatch.Dispatcher;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.Origins;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a mock worker, and starts it.
 *
 * <pre>{@code
 * MockWorker worker = MockWorker.builder()
 *         .busy(BusyPolicy.REJECT)
 *         .scenarios(ScenarioYaml.read(Path.of("worker.yaml")))
 *         .start();
 * }</pre>
 *
 * Settings made here override the {@code worker:} block of the scenarios, which overrides the defaults. The order of
 * the calls does not matter, except for {@link #config}. Not thread-safe; every worker that it starts is independent of
 * it.
 */
public final class MockWorkerBuilder {
    /** The characters that a cookie's value and a bearer token may both have (RFC 6265, RFC 6750). */
    private static final String TOKEN = "[A-Za-z0-9._~+/=-]{16,256}";

    /** Room on the simulated device for every model of the catalogue. */
    private static final long VRAM_DEFAULT = 24L << 30;

    private static final int QUEUE_DEFAULT = 64;

    String host = "127.0.0.1";
    int port = 0;

    @Nullable Integer controlPort = null;

    @Nullable String controlHost = null;

    @Nullable String controlToken = null;

    String workerId = UUID.randomUUID().toString();

    @Nullable Long kvCacheBytes = null;

    int slots = 1;
    int maxTokensOut = RequestLimits.MAX_TOKENS_DEFAULT;
    Duration inferenceTimeout = Duration.ofMinutes(5);
    GenerationPacing generation = GenerationPacing.DEFAULT;
    double speed = 1.0;
    boolean strict = false;
    long journalBytesMax = 16L << 20;
    final Set<String> allowOrigins = new LinkedHashSet<>();
    final Set<String> allowHosts = new LinkedHashSet<>();

    // Null until set here; the scenarios or the default then decide.
    private @Nullable ModelCard model;
    private @Nullable Seed seed;
    private @Nullable Long vramBytes;
    private @Nullable BusyPolicy busy;
    private @Nullable Integer queueMax;
    private @Nullable Dialect dialect;
    private @Nullable AfterStream afterStream;
    private @Nullable Duration loading;

    private ScenarioSet scenarios = ScenarioSet.EMPTY;
    private @Nullable Dispatcher dispatcher;
    private @Nullable VramBacking vramBacking;
    private @Nullable ManualClock clock;
    private WorkerListener listener = WorkerListener.NONE;

    MockWorkerBuilder() {}

    /** Sets all settings at once, as frozen by {@link #config()}; later calls change single settings. */
    public MockWorkerBuilder config(MockWorkerConfig settings) {
        host = settings.host();
        port = settings.port();
        controlPort = settings.controlPort();
        controlHost = settings.controlHost();
        controlToken = settings.controlToken();
        workerId = settings.workerId();
        model = settings.model();
        seed = settings.seed();
        vramBytes = settings.vramBytes();
        kvCacheBytes = settings.kvCacheBytes();
        busy = settings.busy();
        queueMax = settings.queueMax();
        slots = settings.slots();
        maxTokensOut = settings.maxTokensOut();
        inferenceTimeout = settings.inferenceTimeout();
        generation = settings.generation();
        speed = settings.speed();
        dialect = settings.dialect();
        afterStream = settings.afterStream();
        strict = settings.strict();
        loading = settings.loading();
        journalBytesMax = settings.journalBytesMax();
        allowOrigins.clear();
        allowOrigins.addAll(settings.allowOrigins());
        allowHosts.clear();
        allowHosts.addAll(settings.allowHosts());
        return this;
    }

    /** Sets the address to listen on. Default 127.0.0.1, loopback. */
    public MockWorkerBuilder host(String host) {
        this.host = host;
        return this;
    }

    /** Sets the port, 0 to 65535. Default 0, a free port. */
    public MockWorkerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** Sets a separate port of the control plane on loopback; 0 takes a free one, null opens none. Default null. */
    public MockWorkerBuilder controlPort(@Nullable Integer controlPort) {
        this.controlPort = controlPort;
        return this;
    }

    /**
     * Sets the address on which the control plane listens: that of {@link #host} for the worker's own port, any for a
     * separate {@link #controlPort}. An address that is not loopback needs a {@link #controlToken}; null is loopback.
     * Default null.
     */
    public MockWorkerBuilder controlHost(@Nullable String controlHost) {
        this.controlHost = controlHost;
        return this;
    }

    /**
     * Sets the secret without which the control plane refuses every request; null asks for none. Default null. Clients
     * send it as {@code Authorization: Bearer TOKEN}; a browser opens {@code /mock/?token=TOKEN} once.
     *
     * @param controlToken 16 to 256 letters, digits and characters of {@code . _ ~ + / = -}
     * @throws IllegalArgumentException if it has other characters or another length
     */
    public MockWorkerBuilder controlToken(@Nullable String controlToken) {
        if (controlToken != null && !controlToken.matches(TOKEN)) {
            throw new IllegalArgumentException("must be 16 to 256 letters, digits and characters of ._~+/=-");
        }
        this.controlToken = controlToken;
        return this;
    }

    /** Sets the worker's UUID. Default a random UUID. */
    public MockWorkerBuilder workerId(String workerId) {
        this.workerId = workerId;
        return this;
    }

    /** Sets the model. Default qwen2.5-0.5b-instruct. */
    public MockWorkerBuilder model(ModelCard model) {
        this.model = model;
        return this;
    }

    /** Sets the seed of all random choices. Default the scenarios' seed, which is 42 unless they set one. */
    public MockWorkerBuilder seed(Seed seed) {
        this.seed = seed;
        return this;
    }

    /** Sets the device's VRAM in bytes, at least 0. Default 24 GiB. */
    public MockWorkerBuilder vramBytes(long vramBytes) {
        this.vramBytes = vramBytes;
        return this;
    }

    /** Sets the greatest KV cache of a job in bytes, at least 0; null for no limit. Default null. */
    public MockWorkerBuilder kvCacheBytes(@Nullable Long kvCacheBytes) {
        this.kvCacheBytes = kvCacheBytes;
        return this;
    }

    /** Sets what happens to a job that arrives while another runs. Default {@link BusyPolicy#WAIT}. */
    public MockWorkerBuilder busy(BusyPolicy busy) {
        this.busy = busy;
        return this;
    }

    /** Sets how many jobs may wait, 0 to {@value WorkerBlock#QUEUE_MAX}. Default 64. */
    public MockWorkerBuilder queueMax(int queueMax) {
        this.queueMax = queueMax;
        return this;
    }

    /** Sets how many jobs run at the same time, 1 to 1000000; more than 1 departs from the contract. Default 1. */
    public MockWorkerBuilder slots(int slots) {
        this.slots = slots;
        return this;
    }

    /** Sets the greatest {@code max_tokens}, at least 1. Default 2048. */
    public MockWorkerBuilder maxTokensOut(int maxTokensOut) {
        this.maxTokensOut = maxTokensOut;
        return this;
    }

    /** Sets how long a job may run, above 0. Default 300 s. */
    public MockWorkerBuilder inferenceTimeout(Duration inferenceTimeout) {
        this.inferenceTimeout = inferenceTimeout;
        return this;
    }

    /** Sets the pacing of a job without a script. Default 20 ms, then 5 to 10 ms a token. */
    public MockWorkerBuilder generation(GenerationPacing generation) {
        this.generation = generation;
        return this;
    }

    /** Sets the factor by which every wait of a script is shortened, above 0. Default 1. */
    public MockWorkerBuilder speed(double speed) {
        this.speed = speed;
        return this;
    }

    /** Sets which worker the mock imitates. Default {@link Dialect#CONTRACT}. */
    public MockWorkerBuilder dialect(Dialect dialect) {
        this.dialect = dialect;
        return this;
    }

    /**
     * Sets what becomes of a connection after a stream (D-20). Default {@link AfterStream#CLOSE}; in the dialect
     * {@link Dialect#AS_BUILT} it is {@link AfterStream#KEEP_ALIVE}.
     */
    public MockWorkerBuilder afterStream(AfterStream afterStream) {
        this.afterStream = afterStream;
        return this;
    }

    /** Sets whether a job that matches no scenario is refused with 500. Default false. */
    public MockWorkerBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /** Sets how long the worker answers 503 after its start, at least 0. Default 0. */
    public MockWorkerBuilder loading(Duration loading) {
        this.loading = loading;
        return this;
    }

    /** Sets how many bytes of recorded jobs the journal keeps, at least 0. Default 16 MiB. */
    public MockWorkerBuilder journalBytesMax(long journalBytesMax) {
        this.journalBytesMax = journalBytesMax;
        return this;
    }

    /**
     * Adds an origin whose web pages may send requests. Default: only pages from loopback names and this machine's
     * addresses may (D-27).
     *
     * @param origin as browsers write it: {@code https://my.example:8443}
     * @throws IllegalArgumentException if it is not an origin: a scheme and a host, without a path
     */
    public MockWorkerBuilder allowOrigin(String origin) {
        allowOrigins.add(Origins.parse(origin)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be an origin such as https://my.example:8443, without a path")));
        return this;
    }

    /**
     * Adds a name under which the control plane is served, as clients send it in the header {@code Host}. Default: only
     * loopback names and IP addresses.
     *
     * @param host a name without a port: {@code mock.internal}
     * @throws IllegalArgumentException if it is not a host name
     */
    public MockWorkerBuilder allowHost(String host) {
        if (!host.matches("[A-Za-z0-9._-]{1,253}")) {
            throw new IllegalArgumentException("must be a host name without a port");
        }
        allowHosts.add(host.toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Sets the scenarios; without this call there are none. Their {@code worker:} block applies, except for settings
     * that are also made here. Its {@code weights} and {@code kv-per-token} apply unless {@link #model} is set.
     */
    public MockWorkerBuilder scenarios(ScenarioSet set) {
        scenarios = set;
        return this;
    }

    /**
     * Sets the dispatcher that answers jobs in place of the scenarios; enqueued scripts still come first. By default
     * the scenarios answer, or the generator if there are none.
     */
    public MockWorkerBuilder dispatcher(Dispatcher chooser) {
        dispatcher = chooser;
        return this;
    }

    /**
     * Puts real device memory behind the VRAM ledger: the worker then identifies itself as a stand-in, not as a mock.
     */
    public MockWorkerBuilder vramBacking(VramBacking backing) {
        vramBacking = backing;
        return this;
    }

    /** Sets the clock by which scripts run. Default the system's monotonic clock. */
    public MockWorkerBuilder clock(ManualClock manual) {
        clock = manual;
        return this;
    }

    /** Sets a listener that is notified as jobs start and end. Default none. */
    public MockWorkerBuilder listener(WorkerListener observer) {
        listener = observer;
        return this;
    }

    /**
     * Returns the settings so far, frozen.
     *
     * @throws IllegalArgumentException if one is outside its range
     * @throws WorkerStartException {@code MODEL_LOAD_FAILED} if the scenarios name a model that cannot be loaded
     */
    public MockWorkerConfig config() {
        return new MockWorkerConfig(this);
    }

    /**
     * Starts the worker; it answers requests once this returns.
     *
     * @throws IllegalArgumentException if a setting is outside its range
     * @throws WorkerStartException if the port is taken, the weights do not fit into the VRAM, or the scenarios name a
     *     model that cannot be loaded
     */
    public MockWorker start() {
        MockWorkerConfig config = config();
        ScenarioSet seeded = scenarios.seed().equals(config.seed()) ? scenarios : scenarios.withSeed(config.seed());
        return WorkerStart.start(
                config, seeded, dispatcher, vramBacking, clock == null ? null : clock.ticker(), listener);
    }

    ModelCard model() {
        return model == null ? modelOfFile() : model;
    }

    Seed seed() {
        return seed == null ? scenarios.seed() : seed;
    }

    long vramBytes() {
        return chosen(vramBytes, bytes(file().memory().vram()), VRAM_DEFAULT);
    }

    BusyPolicy busy() {
        return chosen(busy, file().busy(), BusyPolicy.WAIT);
    }

    int queueMax() {
        return chosen(queueMax, file().queue(), QUEUE_DEFAULT);
    }

    Dialect dialect() {
        return chosen(dialect, file().dialect(), Dialect.CONTRACT);
    }

    AfterStream afterStream() {
        return chosen(
                afterStream,
                file().afterStream(),
                dialect() == Dialect.AS_BUILT ? AfterStream.KEEP_ALIVE : AfterStream.CLOSE);
    }

    Duration loading() {
        return chosen(loading, file().loading(), Duration.ZERO);
    }

    private WorkerBlock file() {
        return scenarios.worker();
    }

    private ModelCard modelOfFile() {
        String name = file().model();
        try {
            ModelCard card = name == null ? ModelCatalogue.defaultCard() : ModelLoader.load(name);
            return card.withMemory(
                    bytes(file().memory().weights()), bytes(file().memory().kvPerToken()));
        } catch (ModelLoadException e) {
            throw new WorkerStartException(ErrorCode.MODEL_LOAD_FAILED, e.getMessage() + ": " + e.model(), e);
        }
    }

    private static @Nullable Long bytes(@Nullable ByteSize size) {
        return size == null ? null : size.bytes();
    }

    private static <T> T chosen(@Nullable T set, @Nullable T ofFile, T otherwise) {
        if (set != null) {
            return set;
        }
        return ofFile == null ? otherwise : ofFile;
    }
}
