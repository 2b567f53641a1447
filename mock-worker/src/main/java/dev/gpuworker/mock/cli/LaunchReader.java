package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioSource;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides every setting: the flag wins, then the environment, the scenario file's {@code worker:} block, the default.
 */
final class LaunchReader {
    /** The port of the real worker's examples. */
    static final int PORT_DEFAULT = 8080;

    static final int GPU_DEVICE_DEFAULT = 0;
    static final int INSTANCES_DEFAULT = 1;
    static final LogFormat LOG_FORMAT_DEFAULT = LogFormat.JSON;

    private static final long MEBIBYTE = 1L << 20;

    private static final Map<String, BusyPolicy> BUSY = Map.of("wait", BusyPolicy.WAIT, "reject", BusyPolicy.REJECT);
    private static final Map<String, Dialect> DIALECTS =
            Stream.of(Dialect.values()).collect(Collectors.toUnmodifiableMap(Dialect::word, Function.identity()));
    private static final Map<String, AfterStream> AFTER_STREAM =
            Map.of("close", AfterStream.CLOSE, "keep-alive", AfterStream.KEEP_ALIVE);
    private static final Map<String, LogFormat> LOG_FORMATS = Map.of("json", LogFormat.JSON, "text", LogFormat.TEXT);

    private final ValueReader values;
    private final ScenarioSet scenarios;
    private final WorkerBlock file;

    private LaunchReader(ValueReader values, ScenarioSet scenarios) {
        this.values = values;
        this.scenarios = scenarios;
        this.file = scenarios.worker();
    }

    /** Returns the settings. Throws one exception with all problems. */
    static Launch read(GivenValues given, ScenarioSet scenarios) throws UsageException {
        var values = new ValueReader(given);
        Launch launch = new LaunchReader(values, scenarios).launch();
        values.throwProblems();
        return launch;
    }

    /** Returns the log's format, which must be known before anything else can go wrong; JSON if it is unreadable. */
    static LogFormat logFormat(ValueReader values) {
        return values.choice(Flag.LOG_FORMAT, LOG_FORMATS).orElse(LOG_FORMAT_DEFAULT);
    }

    private Launch launch() {
        logFormat(values);
        int instances = values.integer(Flag.INSTANCES).orElse(INSTANCES_DEFAULT);
        MockWorkerConfig worker = worker(instances);
        Optional<URI> callback = values.url(Flag.CALLBACK_URL);
        if (worker.dialect() == Dialect.AS_BUILT
                && values.text(Flag.CALLBACK_URL).isEmpty()) {
            values.problem("as built, --callback-url is required; http://localhost:9999/ is never called");
        }
        return new Launch(
                worker,
                scenarios.withSeed(worker.seed()),
                watched(),
                values.text(Flag.MODEL)
                        .or(() -> Optional.ofNullable(file.model()))
                        .orElse(ModelCatalogue.PREFIX
                                + ModelCatalogue.defaultCard().name()),
                values.integer(Flag.GPU_DEVICE).orElse(GPU_DEVICE_DEFAULT),
                callback,
                Optional.ofNullable(file.loading()).orElse(Duration.ZERO),
                values.path(Flag.PORT_FILE),
                instances);
    }

    private Optional<Path> watched() {
        boolean watch = values.yes(Flag.WATCH);
        Optional<Path> path =
                values.text(Flag.SCENARIO).map(ScenarioSource::new).flatMap(ScenarioSource::file);
        if (watch && path.isEmpty()) {
            values.problem(Flag.WATCH.flag() + " needs --scenario with a file, not a ready-made scenario");
        }
        return watch ? path : Optional.empty();
    }

    private MockWorkerConfig worker(int instances) {
        // The file's model is loaded once the log is open; its loading time ends before the port opens.
        MockWorkerBuilder worker = MockWorker.builder()
                .scenarios(scenarios)
                .model(ModelCatalogue.defaultCard())
                .loading(Duration.ZERO);
        int first = lastPortFits(Flag.PORT, values.port(Flag.PORT).orElse(PORT_DEFAULT), instances);
        worker.port(first);
        values.port(Flag.CONTROL_PORT).ifPresent(port -> {
            worker.controlPort(lastPortFits(Flag.CONTROL_PORT, port, instances));
            boolean sameAddress = values.text(Flag.HOST).isEmpty();
            if (sameAddress && port != 0 && first != 0 && Math.abs(port - first) < instances) {
                values.problem(Flag.CONTROL_PORT.flag() + " " + port + " takes a port that " + Flag.PORT.flag() + " "
                        + first + " needs for " + instances + " instances; leave " + instances + " between them");
            }
        });
        values.text(Flag.HOST).ifPresent(worker::host);
        control(worker);
        values.text(Flag.WORKER_ID).ifPresent(worker::workerId);
        values.integer(Flag.MAX_TOKENS_OUT).ifPresent(worker::maxTokensOut);
        values.integer(Flag.INFERENCE_TIMEOUT_SEC)
                .ifPresent(seconds -> worker.inferenceTimeout(Duration.ofSeconds(seconds)));
        values.integer(Flag.KV_CACHE_SIZE_MB).ifPresent(size -> worker.kvCacheBytes(size * MEBIBYTE));
        values.size(Flag.VRAM).ifPresent(worker::vramBytes);
        values.choice(Flag.BUSY, BUSY).ifPresent(worker::busy);
        values.choice(Flag.DIALECT, DIALECTS).ifPresent(worker::dialect);
        values.choice(Flag.AFTER_STREAM, AFTER_STREAM).ifPresent(worker::afterStream);
        values.speed(Flag.SPEED).ifPresent(worker::speed);
        values.seed(Flag.SEED).ifPresent(worker::seed);
        worker.strict(values.yes(Flag.STRICT));
        values.yes(Flag.STOP_WITH_STDIN); // acted on by ServeCommand, but checked with all others
        values.each(Flag.ALLOW_ORIGIN, worker::allowOrigin);
        values.each(Flag.ALLOW_HOST, worker::allowHost);
        return worker.config();
    }

    private void control(MockWorkerBuilder worker) {
        Optional<String> host = values.text(Flag.CONTROL_HOST);
        Optional<String> token = values.secret(Flag.CONTROL_TOKEN, worker::controlToken);
        host.ifPresent(address -> {
            if (token.isEmpty()) {
                values.problem(Flag.CONTROL_HOST.flag() + " needs " + Flag.CONTROL_TOKEN.flag()
                        + ": without one, anybody who reaches " + address + " could stop the worker");
            } else if (values.port(Flag.CONTROL_PORT).isEmpty()
                    && !values.text(Flag.HOST).equals(host)) {
                values.problem(Flag.CONTROL_HOST.flag() + " needs a " + Flag.CONTROL_PORT.flag()
                        + ", unless it is the address of " + Flag.HOST.flag());
            } else {
                worker.controlHost(address);
            }
        });
    }

    private int lastPortFits(Flag flag, int port, int instances) {
        if (port > 65_535 - instances + 1) {
            values.problem(flag.flag() + " " + port + " leaves no room for " + instances + " instances below 65536");
            return 0;
        }
        return port;
    }
}
