package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.WorkerUnderTest;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A worker whose capabilities are all known, so that every rule applies to it. */
public record KnownWorker(URI url) implements WorkerUnderTest {
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Map<Capability, String> provocations() {
        return Map.of(
                Capability.PROVOKED_VRAM_OOM, "PROVOKE VRAM_OOM",
                Capability.PROVOKED_INFERENCE_TIMEOUT, "PROVOKE INFERENCE_TIMEOUT");
    }
}
