package dev.gpuworker.real;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.real.vram.ResidualProcedure;
import dev.gpuworker.real.vram.VramMeter;
import dev.gpuworker.real.vram.VramPhase;
import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.VramTimeline;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.VramWatch;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.wire.WireJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Records device memory around one worker: at rest before its start, once it is ready, during and after each job, and
 * after its end. If the device isn't read, it says why. Thread-safe.
 */
public final class HarnessVram {
    /** One probe per device and JVM: its context is part of every reading, so it must stay open throughout. */
    private static final Map<Integer, DeviceMemory> PROBES = new ConcurrentHashMap<>();

    private final @Nullable VramWatch watch;
    private final @Nullable VramMeter meter;
    private String unavailable; // guarded by this
    private @Nullable VramVerdict backAtBaseline; // guarded by this
    private boolean phaseOpen; // guarded by this

    private HarnessVram(@Nullable VramWatch watch, @Nullable VramMeter meter, String unavailable) {
        this.watch = watch;
        this.meter = meter;
        this.unavailable = unavailable;
    }

    /**
     * Reads the device at rest, which takes about a second, and begins to record.
     *
     * @throws DeviceMemoryException if the device must be read and cannot be
     */
    static HarnessVram open(VramMode mode, int gpuDevice) {
        if (mode == VramMode.OFF) {
            return new HarnessVram(null, null, "this harness was started without watching device memory");
        }
        Optional<String> reason = Cuda.unavailable();
        if (mode == VramMode.WHERE_CUDA_IS && reason.isPresent()) {
            return new HarnessVram(null, null, reason.get());
        }
        try {
            VramMeter meter = new VramMeter(PROBES.computeIfAbsent(gpuDevice, Cuda::open));
            return new HarnessVram(VramWatch.start(meter), meter, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HarnessVram(null, null, "the thread was interrupted while it read the device at rest");
        } catch (DeviceMemoryException e) {
            if (mode == VramMode.REQUIRED) {
                throw e;
            }
            return new HarnessVram(null, null, String.valueOf(e.getMessage()));
        }
    }

    /** Returns why device memory isn't read, in one sentence; empty if it is read. */
    public synchronized Optional<String> unavailable() {
        return unavailable.isEmpty() ? Optional.empty() : Optional.of(unavailable);
    }

    /**
     * Returns the memory that all processes use now, in bytes; throws {@link IllegalStateException} if it isn't read.
     */
    public long usedBytes() {
        if (meter == null) {
            throw new IllegalStateException(
                    "device memory isn't read: " + unavailable().orElse(""));
        }
        try {
            return meter.settledBytes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading device memory", e);
        }
    }

    /** Returns what was recorded so far; empty if nothing is recorded. */
    public Optional<VramTimeline> timeline() {
        return Optional.ofNullable(watch).map(VramWatch::timeline);
    }

    /** Returns the verdict on whether memory came back to the baseline; empty until the worker has stopped. */
    public synchronized Optional<VramVerdict> backAtBaseline() {
        return Optional.ofNullable(backAtBaseline);
    }

    synchronized void starting() {
        begin(Kind.STARTED, "start");
    }

    synchronized void jobBegins(String name) {
        begin(Kind.JOB, name);
    }

    synchronized void jobEnded() {
        end();
    }

    synchronized void ready() {
        end();
    }

    synchronized void stopping() {
        end();
        begin(Kind.STOPPED, "stop");
    }

    /** Waits until the device is back at rest, 60 s at most. */
    synchronized void stopped() {
        if (watch == null || meter == null || !unavailable.isEmpty()) {
            return;
        }
        guarded(() -> backAtBaseline = new ResidualProcedure(meter, watch.baseline()).await());
        end();
        watch.close();
    }

    /** Ends the recording of a worker that did not start. */
    synchronized void unwatch() {
        if (watch != null) {
            watch.close();
        }
    }

    synchronized ObjectNode toJson() {
        ObjectNode json = WireJson.object();
        if (!unavailable.isEmpty()) {
            json.put("unavailable", unavailable);
        }
        timeline().ifPresent(timeline -> addTimeline(json, timeline));
        if (backAtBaseline != null) {
            ObjectNode verdict = json.putObject("back_at_baseline")
                    .put("verdict", backAtBaseline.kind().word())
                    .put("because", backAtBaseline.because());
            backAtBaseline.evidence().forEach(fact -> verdict.put(fact.label(), fact.value()));
        }
        return json;
    }

    private static void addTimeline(ObjectNode json, VramTimeline timeline) {
        json.put("device", timeline.device().toString())
                .put("baseline_bytes", timeline.baseline().usedBytes())
                .put("tolerance_bytes", timeline.baseline().toleranceBytes())
                .put("high_water_mark_bytes", timeline.highWaterMarkBytes());
        timeline.interrupted().ifPresent(reason -> json.put("interrupted", reason));
        ArrayNode phases = json.putArray("phases");
        for (VramPhase phase : timeline.phases()) {
            phases.addObject()
                    .put("kind", phase.kind().name())
                    .put("name", phase.name())
                    .put("from_ms", phase.from().toMillis())
                    .put("to_ms", phase.to().toMillis())
                    .put("settled_bytes", phase.settledBytes())
                    .put("high_water_mark_bytes", phase.highWaterMarkBytes());
        }
        ArrayNode samples = json.putArray("samples");
        timeline.samples()
                .forEach(
                        sample -> samples.addArray().add(sample.at().toMillis()).add(sample.usedBytes()));
    }

    private void begin(Kind kind, String name) {
        if (watch != null && unavailable.isEmpty() && !phaseOpen) {
            watch.begin(kind, name);
            phaseOpen = true;
        }
    }

    private void end() {
        if (watch != null && phaseOpen) {
            phaseOpen = false;
            guarded(watch::end);
        }
    }

    /** A failing device or an interrupt ends the recording, but never prevents the worker from being stopped. */
    private void guarded(Reading reading) {
        try {
            reading.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unavailable = "the thread was interrupted while it read the device";
        } catch (DeviceMemoryException e) {
            unavailable = String.valueOf(e.getMessage());
        }
    }

    private interface Reading {
        Object take() throws InterruptedException;
    }
}
