package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.VramTimeline.Sample;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records device memory over a worker's life, phase by phase, with one sampling thread. Safe for use by several
 * threads. Phases follow one another, so one thread should begin and end them.
 *
 * <pre>{@code
 * try (var watch = VramWatch.start(new VramMeter(memory))) {
 *     watch.begin(Kind.STARTED, "start");
 *     …                                             // start the worker, wait until it is ready
 *     long readyBytes = watch.end();
 * }
 * }</pre>
 */
public final class VramWatch implements AutoCloseable {
    /**
     * Often enough to catch the peak of a job that lasts a tenth of a second; a reading takes well under a millisecond.
     */
    private static final Duration GAP = Duration.ofMillis(20);

    /** A stopping sampler needs at most one reading. */
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final VramMeter meter;
    private final VramBaseline baseline;
    private final long startNanos;
    private final Thread sampler;
    private final SampleBuffer samples = new SampleBuffer(); // guarded by this
    private final List<VramPhase> phases = new ArrayList<>(); // guarded by this
    private Kind kind = Kind.BASELINE; // guarded by this
    private String name = "baseline"; // guarded by this
    private Duration phaseStart = Duration.ZERO; // guarded by this
    private long highWaterMarkBytes; // guarded by this
    private Optional<String> interrupted = Optional.empty(); // guarded by this
    private boolean open = true; // guarded by this

    private VramWatch(VramMeter meter, VramBaseline baseline, long startNanos) {
        this.meter = meter;
        this.baseline = baseline;
        this.startNanos = startNanos;
        this.sampler = new Thread(this::sample, "vram-watch-" + meter.device().index());
        this.sampler.setDaemon(true);
    }

    /**
     * Reads the baseline and starts recording. This takes about a second and needs a device at rest.
     *
     * @throws DeviceMemoryException when the driver fails
     */
    public static VramWatch start(VramMeter meter) throws InterruptedException {
        long start = meter.pace().nanoTime();
        VramBaseline baseline = meter.baseline();
        var watch = new VramWatch(meter, baseline, start);
        watch.endPhase(baseline.usedBytes());
        watch.sampler.start();
        return watch;
    }

    /** Returns the device at rest before the worker was started. */
    public VramBaseline baseline() {
        return baseline;
    }

    /** Begins a phase. The previous one must have ended. */
    public synchronized void begin(Kind kind, String name) {
        if (open) {
            throw new IllegalStateException("phase \"" + this.name + "\" has not ended");
        }
        this.kind = kind;
        this.name = name;
        open = true;
        phaseStart = now();
        highWaterMarkBytes = 0;
    }

    /**
     * Ends the phase with a settled reading, and returns it: the memory in use in bytes.
     *
     * @throws DeviceMemoryException when the driver fails
     */
    public long end() throws InterruptedException {
        long settled = meter.settledBytes();
        endPhase(settled);
        return settled;
    }

    /** Ends the phase with this settled reading, in bytes. */
    void end(long settledBytes) {
        endPhase(settledBytes);
    }

    /** Returns what has been recorded so far; an unfinished phase is not part of it. */
    public synchronized VramTimeline timeline() {
        return new VramTimeline(meter.device(), baseline, phases, samples.samples(), interrupted);
    }

    /** Stops recording. The timeline stays available. */
    @Override
    public void close() {
        sampler.interrupt();
        try {
            sampler.join(STOP_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endPhase(long settledBytes) {
        if (!open) {
            throw new IllegalStateException("no phase has begun since \"" + name + "\" ended");
        }
        open = false;
        phases.add(
                new VramPhase(kind, name, phaseStart, now(), Math.max(highWaterMarkBytes, settledBytes), settledBytes));
    }

    private void sample() {
        try {
            for (long next = meter.pace().nanoTime();
                    ;
                    next = Math.max(next + GAP.toNanos(), meter.pace().nanoTime())) {
                meter.pace().pauseUntil(next);
                record(meter.usedBytes());
            }
        } catch (InterruptedException e) {
            // The watch was closed, so this thread ends.
        } catch (RuntimeException e) {
            // Records every kind of failure, because a timeline that silently ended early would look complete.
            interruptedBy(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void record(long usedBytes) {
        samples.add(new Sample(now(), usedBytes));
        highWaterMarkBytes = Math.max(highWaterMarkBytes, usedBytes);
    }

    private synchronized void interruptedBy(String reason) {
        interrupted = Optional.of(reason);
    }

    private Duration now() {
        return Duration.ofNanos(meter.pace().nanoTime() - startNanos);
    }
}
