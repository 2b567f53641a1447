package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import java.util.List;

/**
 * Judges {@code vram_bytes_used} of {@code /health} against the device. The contract doesn't say whether a worker
 * counts its CUDA context, so it may leave the context out. It can't use more than the device shows.
 */
final class HealthRule {
    /** Allows for alignment and the allocator's own blocks: at most a twentieth of the memory in use. */
    private static final long SLACK_PARTS = 20;

    private HealthRule() {}

    /**
     * Judges one pair of numbers that were read while the worker was idle.
     *
     * @param baseline the device before the worker was started
     * @param usedBytes memory in use on the device now
     * @param healthBytes {@code vram_bytes_used}
     * @param contextBytes what a CUDA context costs on this device
     */
    public static VramVerdict judge(VramBaseline baseline, long usedBytes, long healthBytes, long contextBytes) {
        if (!baseline.isQuiet()) {
            return VramVerdict.noisy(VramCheck.HEALTH_AGREES, baseline);
        }
        long rise = usedBytes - baseline.usedBytes();
        long greatest = rise + baseline.toleranceBytes();
        long least = Math.max(0, rise - contextBytes - Math.max(baseline.toleranceBytes(), rise / SLACK_PARTS));
        boolean agrees = healthBytes >= least && healthBytes <= greatest;
        String difference = ByteText.of(Math.abs(healthBytes - rise)) + (healthBytes > rise ? " more" : " less");
        return new VramVerdict(
                VramCheck.HEALTH_AGREES,
                agrees ? Kind.PASSED : Kind.FAILED,
                "/health says " + difference + " than the device shows for this worker",
                "between " + ByteText.of(least) + " and " + ByteText.of(greatest) + ", with or without a CUDA context",
                List.of(
                        Evidence.bytes("vram_bytes_used", healthBytes),
                        Evidence.bytes("rise on the device", rise),
                        Evidence.bytes("baseline in use", baseline.usedBytes()),
                        Evidence.bytes("CUDA context", contextBytes)));
    }
}
