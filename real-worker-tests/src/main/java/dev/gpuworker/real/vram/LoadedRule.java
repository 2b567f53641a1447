package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import java.util.List;

/**
 * Judges whether the model was loaded into device memory. A worker that passes its tests without that is not a CUDA
 * worker.
 */
final class LoadedRule {
    private LoadedRule() {}

    /**
     * Judges the rise from baseline to ready.
     *
     * @param baseline the device before the worker was started
     * @param readyBytes memory in use once it was ready
     * @param weightsBytes the size of the model's weights, at least 1
     */
    public static VramVerdict judge(VramBaseline baseline, long readyBytes, long weightsBytes) {
        if (weightsBytes < 1) {
            throw new IllegalArgumentException("weightsBytes must be at least 1, but was " + weightsBytes);
        }
        if (!baseline.isQuiet()) {
            return VramVerdict.noisy(VramCheck.LOADED, baseline);
        }
        long rise = readyBytes - baseline.usedBytes();
        // Noise may hide a part of the rise, but no more than its band.
        boolean loaded = rise + baseline.rangeBytes() >= weightsBytes;
        return new VramVerdict(
                VramCheck.LOADED,
                loaded ? Kind.PASSED : Kind.FAILED,
                because(rise, baseline, loaded),
                "memory in use rises by at least " + ByteText.of(weightsBytes) + ", the model's weights",
                List.of(
                        Evidence.bytes("baseline in use", baseline.usedBytes()),
                        Evidence.bytes("in use when ready", readyBytes),
                        Evidence.bytes("rise", rise),
                        Evidence.bytes("weights", weightsBytes)));
    }

    /** Returns the verdict if the size of the weights, and so the expected rise, is unknown. */
    static VramVerdict unknownWeights(VramBaseline baseline, long readyBytes, String why) {
        return new VramVerdict(
                VramCheck.LOADED,
                Kind.INCONCLUSIVE,
                "the size of the model's weights is unknown, so no rise proves that they were loaded: " + why,
                "memory in use rises by at least the model's weights",
                List.of(
                        Evidence.bytes("baseline in use", baseline.usedBytes()),
                        Evidence.bytes("in use when ready", readyBytes),
                        Evidence.bytes("rise", readyBytes - baseline.usedBytes())));
    }

    private static String because(long rise, VramBaseline baseline, boolean loaded) {
        if (loaded) {
            return "memory in use rose by " + ByteText.of(rise);
        }
        return rise <= baseline.toleranceBytes()
                ? "the worker is ready but uses no memory of this device"
                : "memory in use rose by only " + ByteText.of(rise);
    }
}
