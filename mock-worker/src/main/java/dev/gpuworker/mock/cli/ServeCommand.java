package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.Dialect;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.ModelCard;
import dev.gpuworker.mock.scenario.ScenarioSet;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Without a subcommand: runs the workers from start to stop. */
final class ServeCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final StopRequest stop;

    ServeCommand(PrintStream out, PrintStream err, StopRequest stop) {
        this.out = out;
        this.err = err;
        this.stop = stop;
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
        startup.put("mock", true);
        startup.put("message", "a mock: no GPU is used, no model is run");
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
            new ModelLoading(log, stop).play(card, launch.worker().vramBytes(), launch.loading());
            if (stop.reason().isEmpty()) {
                serveUntilStopped(
                        launch, launch.worker().toBuilder().model(card).build(), log);
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

    private void serveUntilStopped(Launch launch, MockWorkerConfig config, EventLog log)
            throws StartFailure, InterruptedException {
        var readiness = new Readiness(launch, log, stop);
        readiness.announce(config);
        try (Fleet fleet = Fleet.start(
                config,
                launch.instances(),
                each -> MockWorker.builder()
                        .config(each)
                        .listener(new JobLog(log, each.workerId(), stop))
                        .start())) {
            readiness.tell(fleet.workers());
            StopRequest.Reason reason = stop.await();
            log.info(
                    "draining",
                    Map.of("reason", reason.name(), "grace_ms", reason.grace().toMillis()));
            fleet.drain(reason.grace());
        }
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
