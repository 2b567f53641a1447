package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.scenario.ScenarioWatch;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life cycle of one process's workers: device, model, server, ready (M0-W-1110); then draining and the end. */
final class WorkerLife {
    /** The end of a job is logged a moment after its slot is free; if it takes longer, it never will be. */
    private static final Duration LOG_PATIENCE = Duration.ofMillis(500);

    /** The worker as built lets every job that runs or waits finish, however long that takes (as-built 19). */
    private static final Duration UNTIL_THE_LAST_JOB = Duration.ofDays(365);

    private final Launch launch;
    private final WorkerDevice.Opener devices;
    private final EventLog log;
    private final StopRequest stop;
    private final List<JobLog> jobLogs = new ArrayList<>();

    WorkerLife(Launch launch, WorkerDevice.Opener devices, EventLog log, StopRequest stop) {
        this.launch = launch;
        this.devices = devices;
        this.log = log;
        this.stop = stop;
    }

    /** Runs until the process was asked to stop and everything has ended. */
    void run() throws StartFailure, InterruptedException {
        listenForSignals();
        WorkerIdCheck.check(launch);
        ModelCard card = ModelLoading.card(launch.model(), launch.scenarios().worker());
        WorkerDevice device = open(launch.worker().toBuilder().model(card).config());
        log.info("device", Map.of("gpu_device", launch.gpuDevice(), "message", device.description()));
        MockWorkerConfig settings = device.settings();
        new ModelLoading(log, stop).play(settings.model(), settings.vramBytes(), launch.loading());
        if (stop.reason().isEmpty()) {
            serve(device);
        }
    }

    private WorkerDevice open(MockWorkerConfig settings) throws StartFailure {
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

    private void serve(WorkerDevice device) throws StartFailure, InterruptedException {
        var readiness = new ReadyAnnouncement(launch, log, stop);
        readiness.announce(device.settings());
        try (Fleet fleet = Fleet.start(device.settings(), launch.instances(), each -> start(each, device.backing()))) {
            Optional<ScenarioWatch> watch = launch.watched()
                    .map(file -> ScenarioWatch.start(file, new ScenarioReload(file, fleet.workers(), log)));
            readiness.announce(fleet.workers());
            StopRequest.Reason reason = stop.await();
            Duration grace = isAsBuilt() ? UNTIL_THE_LAST_JOB : reason.grace();
            log.info("draining", Map.of("reason", reason.name(), "grace_ms", grace.toMillis()));
            watch.ifPresent(ScenarioWatch::close);
            fleet.drain(grace);
        }
        for (JobLog jobs : jobLogs) {
            jobs.awaitAllTold(LOG_PATIENCE);
        }
    }

    private MockWorker start(MockWorkerConfig config, Optional<VramBacking> backing) {
        var jobs = new JobLog(log, config.workerId(), stop);
        jobLogs.add(jobs);
        MockWorkerBuilder worker = MockWorker.builder()
                .config(config)
                .scenarios(launch.scenarios())
                .listener(jobs);
        backing.ifPresent(worker::vramBacking);
        return worker.start();
    }

    /** SIGTERM kills the worker as built at once; only SIGINT stops it gracefully (as-built 19). */
    private void listenForSignals() {
        boolean asBuilt = isAsBuilt();
        boolean heard = StopSignals.listen(StopRequest.Reason.SIGINT, stop)
                && (asBuilt || StopSignals.listen(StopRequest.Reason.SIGTERM, stop));
        if (asBuilt) {
            heard &= StopSignals.leaveToTheSystem(StopRequest.Reason.SIGTERM);
        }
        if (!heard) {
            log.warn("this JVM cannot handle signals: they end it at once");
        }
    }

    private boolean isAsBuilt() {
        return launch.worker().dialect() == Dialect.AS_BUILT;
    }
}
