package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges whether the whole model was loaded into device memory. A worker that passes its tests without that is not a
 * CUDA worker.
 *
 * <p>The rise must hold a CUDA context and the weights. If more memory is in use than these explain, such as a KV
 * cache, it might hide missing weights. Then the host memory of the worker's processes decides: it must be too small
 * for half of the weights.
 */
final class LoadedRule {
    /** Contexts of two processes may differ by this much: their stacks, heaps and printf buffers are settings. */
    private static final long CONTEXT_SPREAD_MIN = 8 * VramBaseline.GRANULE_BYTES;

    private static final long CONTEXT_SPREAD_PARTS = 32;

    private final ReadyMemory ready;
    private final long weightsBytes;
    private final long kvCacheBytes;

    private LoadedRule(ReadyMemory ready, long weightsBytes, long kvCacheBytes) {
        this.ready = ready;
        this.weightsBytes = weightsBytes;
        this.kvCacheBytes = kvCacheBytes;
    }

    /** Judges the rise from the baseline to the readings of a ready worker. */
    static VramVerdict judge(ReadyMemory ready, ModelMemory model) {
        if (model.weightsBytes().isEmpty()) {
            return new VramVerdict(
                    VramCheck.LOADED,
                    Kind.COULD_NOT_RUN,
                    "the size of the model's weights is unknown, so no rise proves that they were loaded: "
                            + model.unknown(),
                    "memory in use rises by at least a CUDA context and the model's weights",
                    List.of(
                            Evidence.bytes("baseline in use", ready.baseline().usedBytes()),
                            Evidence.bytes("in use when ready", ready.usedBytes()),
                            Evidence.bytes("rise", ready.riseBytes())));
        }
        if (!ready.baseline().isQuiet()) {
            return VramVerdict.noisy(VramCheck.LOADED, ready.baseline());
        }
        return new LoadedRule(ready, model.weightsBytes().getAsLong(), model.kvCacheBytes()).judge();
    }

    private VramVerdict judge() {
        long rise = ready.riseBytes();
        if (rise <= ready.baseline().toleranceBytes()) {
            return verdict(Kind.FAILED, "the worker is ready but uses no memory of this device");
        }
        long missing = neededBytes() - rise;
        if (missing > errorBytes()) {
            return verdict(
                    Kind.FAILED,
                    "memory in use rose by only " + ByteText.of(rise) + ", " + ByteText.of(missing)
                            + " less than a CUDA context and the model take: at least "
                            + ByteText.of(Math.min(weightsBytes, missing - errorBytes()))
                            + " of the weights are not in device memory");
        }
        if (weightsBytes <= 2 * errorBytes()) {
            return verdict(
                    Kind.NOT_APPLICABLE,
                    "too small to tell: the model's weights of " + ByteText.of(weightsBytes)
                            + " are within the uncertainty of " + ByteText.of(2 * errorBytes()));
        }
        return unexplainedBytes() + errorBytes() < weightsBytes / 2
                ? verdict(Kind.PASSED, "memory in use rose by " + ByteText.of(rise))
                : byHostMemory();
    }

    /** The unexplained part of the rise is as large as half of the weights, so it may stand in for them. */
    private VramVerdict byHostMemory() {
        String hidden = "memory in use rose by " + ByteText.of(ready.riseBytes()) + ", of which "
                + ByteText.of(unexplainedBytes())
                + " are unexplained (a KV cache, workspaces, or memory of others) and might hide missing weights";
        if (ready.host().isEmpty()) {
            return verdict(Kind.INCONCLUSIVE, hidden + "; the host memory of the worker's processes could not be read");
        }
        return hostBytes() >= weightsBytes / 2
                ? verdict(
                        Kind.FAILED,
                        hidden + "; the worker's processes hold " + ByteText.of(hostBytes())
                                + " of host memory, enough for half of the weights or more")
                : verdict(
                        Kind.PASSED,
                        hidden + "; but the worker's processes hold only " + ByteText.of(hostBytes())
                                + " of host memory, too little for half of the weights");
    }

    private long neededBytes() {
        return ready.contextBytes() + weightsBytes + kvCacheBytes;
    }

    private long unexplainedBytes() {
        return Math.max(0, ready.riseBytes() - neededBytes());
    }

    private long errorBytes() {
        return errorBytes(ready.baseline(), ready.contextBytes());
    }

    private static long errorBytes(VramBaseline baseline, long contextBytes) {
        return baseline.rangeBytes() + Math.max(CONTEXT_SPREAD_MIN, contextBytes / CONTEXT_SPREAD_PARTS);
    }

    private long hostBytes() {
        return ready.host().map(host -> host.privateBytes() + host.fileBytes()).orElse(0L);
    }

    private VramVerdict verdict(Kind kind, String because) {
        List<Evidence> evidence = new ArrayList<>(List.of(
                Evidence.bytes("baseline in use", ready.baseline().usedBytes()),
                Evidence.bytes("in use when ready", ready.usedBytes()),
                Evidence.bytes("rise", ready.riseBytes()),
                Evidence.bytes("a CUDA context", ready.contextBytes()),
                Evidence.bytes("weights", weightsBytes),
                Evidence.bytes("known of the KV cache", kvCacheBytes),
                Evidence.bytes("unexplained", unexplainedBytes()),
                Evidence.bytes("error of the expected rise", errorBytes())));
        ready.host().ifPresent(host -> {
            evidence.add(Evidence.bytes("host memory, private", host.privateBytes()));
            evidence.add(Evidence.bytes("host memory, of files", host.fileBytes()));
        });
        return new VramVerdict(
                VramCheck.LOADED,
                kind,
                because,
                "memory in use rises by at least " + ByteText.of(neededBytes() - errorBytes())
                        + ": a CUDA context and the model's weights"
                        + (kvCacheBytes > 0 ? " and KV cache" : "")
                        + ", less an error of " + ByteText.of(errorBytes()),
                evidence);
    }
}
