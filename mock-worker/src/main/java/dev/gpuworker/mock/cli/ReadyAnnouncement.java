package dev.gpuworker.mock.cli;

import dev.gpuworker.io.HttpAddress;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.cli.callback.ReachableUri;
import dev.gpuworker.wire.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Announces that the workers are ready: in the log, in the port file, and with the callback. */
final class ReadyAnnouncement {
    /** The worker as built calls no URL that contains this (as-built 18). */
    private static final String NOT_CALLED_AS_BUILT = "localhost:9999";

    private final Launch launch;
    private final EventLog log;
    private final StopRequest stop;

    ReadyAnnouncement(Launch launch, EventLog log, StopRequest stop) {
        this.launch = launch;
        this.log = log;
        this.stop = stop;
    }

    /** Calls back before the server listens, as the worker as built does, if it has a fixed port. */
    void announce(MockWorkerConfig first) throws StartFailure, InterruptedException {
        Optional<URI> target = callback();
        if (target.isEmpty() || !callsBackEarly()) {
            return;
        }
        for (int ordinal = 0; ordinal < launch.instances(); ordinal++) {
            callBackAsBuilt(target.get(), Fleet.nth(first, ordinal));
        }
    }

    private void callBackAsBuilt(URI target, MockWorkerConfig config) throws StartFailure, InterruptedException {
        URI uri = URI.create("http://localhost:" + config.port());
        ReadyCallback.withoutTimeLimit(target, log, stop)
                .postOnce(ReadyCallback.body(
                        config.workerId(), Optional.empty(), config.model().weightsBytes(), uri));
    }

    /** Writes the port file, logs {@code ready}, and then calls back. */
    void announce(List<MockWorker> workers) throws StartFailure, InterruptedException {
        Optional<Path> file = launch.portFile();
        if (file.isPresent()) {
            PortFile.write(
                    file.get(),
                    workers.stream().map(worker -> worker.config().port()).toList());
        }
        workers.forEach(this::logReady);
        Optional<URI> target = callback();
        if (target.isEmpty() || callsBackEarly()) {
            return;
        }
        if (asBuilt()) {
            for (MockWorker worker : workers) {
                callBackAsBuilt(target.get(), worker.config());
            }
            return;
        }
        var callback = new ReadyCallback(target.get(), log, stop);
        HttpAddress address = HttpAddress.parse(target.get().toString());
        for (MockWorker worker : workers) {
            callback.post(ReadyCallback.body(
                    worker.config().workerId(),
                    Optional.of(launch.model()),
                    worker.vram().usedBytes(),
                    ReachableUri.from(worker.url(), address)));
        }
    }

    private void logReady(MockWorker worker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", worker.config().workerId());
        fields.put("model", worker.config().model().name());
        fields.put("url", worker.url());
        fields.put("port", worker.config().port());
        worker.controlUrl().ifPresent(url -> fields.put("control_url", url));
        fields.put("vram_bytes", worker.vram().usedBytes());
        log.info("ready", fields);
    }

    private Optional<URI> callback() {
        return launch.callback().filter(url -> !asBuilt() || !url.toString().contains(NOT_CALLED_AS_BUILT));
    }

    private boolean callsBackEarly() {
        return asBuilt() && launch.worker().port() != 0;
    }

    private boolean asBuilt() {
        return launch.worker().dialect() == Dialect.AS_BUILT;
    }
}
