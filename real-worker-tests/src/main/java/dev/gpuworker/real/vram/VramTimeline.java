package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.GpuDevice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Device memory over a worker's life, as a report draws it.
 *
 * @param device the device that was read
 * @param baseline the device at rest before the worker was started
 * @param phases in order, without gaps
 * @param samples in order, thinned if there were too many; each stands for the greatest reading around its time
 * @param interrupted why sampling ended early; empty if it did not
 */
public record VramTimeline(
        GpuDevice device,
        VramBaseline baseline,
        List<VramPhase> phases,
        List<Sample> samples,
        Optional<String> interrupted) {
    /** Copies the lists. */
    public VramTimeline {
        phases = List.copyOf(phases);
        samples = List.copyOf(samples);
    }

    /**
     * One point of the curve.
     *
     * @param at counted from the start of the recording
     * @param usedBytes memory in use by all processes
     */
    public record Sample(Duration at, long usedBytes) {}

    /** Returns the greatest reading of all phases in bytes. */
    public long highWaterMarkBytes() {
        return phases.stream().mapToLong(VramPhase::highWaterMarkBytes).max().orElse(baseline.usedBytes());
    }

    /** Returns the phases of one kind. */
    public List<VramPhase> phases(VramPhase.Kind kind) {
        return phases.stream().filter(phase -> phase.kind() == kind).toList();
    }
}
