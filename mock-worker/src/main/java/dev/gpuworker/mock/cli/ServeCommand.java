package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioSource;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The command line without a subcommand: runs the workers from start to stop, and logs both. */
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

    /** Throws {@link dev.gpuworker.mock.scenario.ScenarioException} if the scenarios are wrong. */
    int run(GivenValues given) throws UsageException {
        Optional<ScenarioSource> source = given.text(Flag.SCENARIO).map(ScenarioSource::new);
        ScenarioSet scenarios = source.map(ScenarioSource::load).orElse(ScenarioSet.EMPTY);
        Launch launch = LaunchReader.read(given, scenarios);
        LogFormat format = LaunchReader.logFormat(new ValueReader(given));
        try (var log = new EventLog(new LineWriter(out), format, Clock.systemUTC())) {
            LogBridge.connect(log);
            return serve(launch, given, log);
        }
    }

    private int serve(Launch launch, GivenValues given, EventLog log) {
        Map<String, Object> startup = launch.identity();
        startup.put("version", Version.text());
        devices.standIn().ifPresentOrElse(name -> startup.put("stand_in", name), () -> startup.put("mock", true));
        log.info("startup", startup);
        for (String variable : given.unknownVariables()) {
            log.warn("environment variable " + variable + " matches no flag");
        }
        if (given.text(Flag.STOP_WITH_STDIN).filter("true"::equals).isPresent()) {
            StopSignals.listenForTheEndOf(System.in, stop);
        }
        try {
            new WorkerLife(launch, devices, log, stop).run();
            Map<String, Object> shutdown = launch.identity();
            stop.reason().ifPresent(reason -> shutdown.put("reason", reason.name()));
            log.info("shutdown", shutdown);
            return MockProgram.STOPPED;
        } catch (StartFailure e) {
            log.log(LogLevel.ERROR, "error", fields(launch, e));
            err.println(CommandLines.PROGRAM + ": " + PrintableText.line(String.valueOf(e.getMessage())));
            return MockProgram.NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MockProgram.STOPPED;
        }
    }

    private static Map<String, Object> fields(Launch launch, StartFailure e) {
        Map<String, Object> fields = new LinkedHashMap<>(launch.identity());
        fields.put("code", e.code().name());
        fields.put("message", String.valueOf(e.getMessage()));
        fields.putAll(e.evidence());
        return fields;
    }
}
