package dev.gpuworker.real;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.wire.WireJson;
import java.time.Instant;

/** Collects what {@code metadata.json} says about one worker's life. Thread-safe. */
final class WorkerMetadata {
    static final String FILE = "metadata.json";

    private final ObjectNode json = WireJson.object(); // guarded by this

    WorkerMetadata(WorkerConfig config) {
        json.put("started_at", Instant.now().toString())
                .put("outcome", "running")
                .put("binary", config.binary().path().toString())
                .put("model", config.model())
                .put("gpu_device", config.gpuDevice())
                .put("dialect", config.dialect().word())
                .put("ready_within_ms", config.readyWithin().toMillis())
                .put("grace_ms", config.grace().toMillis());
        json.putObject("host")
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("arch", System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"));
    }

    synchronized void ready(ReadyWorker worker) {
        json.put("worker_id", worker.workerId().toString())
                .put("port", worker.lease().port())
                .put("pid", worker.process().pid())
                .put("command", worker.process().command().line())
                .put("ready_after_ms", worker.readyAfter().toMillis());
        worker.callback()
                .ifPresent(call -> json.put("callback_after_ms", call.after().toMillis()));
    }

    synchronized void passed() {
        json.put("outcome", "passed");
    }

    synchronized void failed(Throwable failure) {
        json.put("outcome", "failed").put("failure", failure.toString());
    }

    synchronized void stopped(StopReport report) {
        json.put("ended_at", Instant.now().toString());
        ObjectNode stop = json.putObject("stop")
                .put("signal", report.signal().name())
                .put("exit", report.exit().map(Object::toString).orElse("none"))
                .put("took_ms", report.took().toMillis())
                .put("summary", report.describe());
        report.leftBehind().forEach(process -> stop.withArray("left_behind").add(process.toString()));
        report.survivors().forEach(process -> stop.withArray("survivors").add(process.toString()));
    }

    synchronized ObjectNode toJson() {
        return json.deepCopy();
    }
}
