package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.Dialect;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.wire.ErrorCode;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Without a subcommand: runs the workers from start to stop. */
final class ServeCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final StopRequest stop;
    private final WorkerDevice.Opener devices;

    ServeCommand(PrintStream out, PrintStream err, StopRequest stop, WorkerDevice.Opener devices) {
        this.out = out;
        this.err = err;
        this.stop = stop;
        this.devices = devices;
    }

    int run(GivenValues given) throws UsageException {
        ScenarioSet scenarios = ScenarioSet.EMPTY;
        Launch launch = LaunchReader.read(given, scenarios);
        try (var log =
                new EventLog(new LineWriter(out), LaunchReader.logFormat(new ValueReader(given)), Clock.systemUTC())) {
            LogBridge.connect(log);
            return serve(launch, scenarios, given, log);
        }
    }

    private int serve(Launch launch, ScenarioSet scenarios, GivenValues given, EventLog log) {
        Map<String, Object> startup = identity(launch);
        startup.put("version", Version.text());
        devices.standIn().ifPresentOrElse(name -> startup.put("stand_in", name), () -> startup.put("mock", true));
        log.info("startup", startup);
        given.unknownVariables()
                .forEach(name -> log.log(
                        LogLevel.WARN,
                        "warning",
                        Map.of("message", "environment variable " + name + " stands for no flag")));
        try {
            listenForSignals(launch.worker().dialect(), log);
            StartChecks.check(launch);
            ModelCard card = ModelLoading.card(launch.model(), scenarios.worker());
            WorkerDevice device =
                    open(launch, launch.worker().toBuilder().model(card).build());
            log.info("device", Map.of("gpu_device", launch.gpuDevice(), "message", device.description()));
            MockWorkerConfig settings = device.settings();
            new ModelLoading(log, stop).play(settings.model(), settings.vramBytes(), launch.loading());
            if (stop.reason().isEmpty()) {
                serveUntilStopped(launch, device, log);
            }
            log.info("shutdown", shutdown(launch));
            return Program.STOPPED;
        } catch (StartFailure e) {
            Map<String, Object> fields = identity(launch);
            fields.put("code", e.code().name());
            fields.put("message", String.valueOf(e.getMessage()));
            fields.putAll(e.evidence());
            log.log(LogLevel.ERROR, "error", fields);
            err.println(CommandLines.PROGRAM + ": " + e.getMessage());
            return Program.NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Program.STOPPED;
        }
    }

    private WorkerDevice open(Launch launch, MockWorkerConfig settings) throws StartFailure {
        if (devices.standIn().isPresent() && launch.instances() > 1) {
            throw new StartFailure(
                    ErrorCode.INVALID_REQUEST, "a stand-in is one worker, but --instances was " + launch.instances());
        }
        try {
            return devices.open(launch.gpuDevice(), settings);
        } catch (WorkerStartException e) {
            throw new StartFailure(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private void serveUntilStopped(Launch launch, WorkerDevice device, EventLog log)
            throws StartFailure, InterruptedException {
        var readiness = new Readiness(launch, log, stop);
        readiness.announce(device.settings());
        try (Fleet fleet =
                Fleet.start(device.settings(), launch.instances(), each -> start(each, device.backing(), log))) {
            readiness.tell(fleet.workers());
            StopRequest.Reason reason = stop.await();
            log.info(
                    "draining",
                    Map.of("reason", reason.name(), "grace_ms", reason.grace().toMillis()));
            fleet.drain(reason.grace());
        }
    }

    private MockWorker start(MockWorkerConfig config, Optional<VramBacking> backing, EventLog log) {
        MockWorkerBuilder worker =
                MockWorker.builder().config(config).listener(new JobLog(log, config.workerId(), stop));
        backing.ifPresent(worker::vramBacking);
        return worker.start();
    }

    /** The worker as built dies of SIGTERM at once; only SIGINT is graceful (section 6, line 13). */
    private void listenForSignals(Dialect dialect, EventLog log) {
        boolean heard = Signals.listen(StopRequest.Reason.SIGINT, stop)
                && (dialect == Dialect.AS_BUILT || Signals.listen(StopRequest.Reason.SIGTERM, stop));
        if (!heard) {
            log.log(LogLevel.WARN, "warning", Map.of("message", "this JVM hears no signals: they end it at once"));
        }
    }

    private static Map<String, Object> identity(Launch launch) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", launch.worker().workerId());
        fields.put("model", launch.model());
        fields.put("gpu_device", launch.gpuDevice());
        return fields;
    }

    private Map<String, Object> shutdown(Launch launch) {
        Map<String, Object> fields = identity(launch);
        stop.reason().ifPresent(reason -> fields.put("reason", reason.name()));
        return fields;
    }
}
