package dev.gpuworker.conformance.exercise;

import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Traffic;

/** Failures that must be provoked, if a way to provoke them is known. */
public final class FailureExercises {
    /** A job that runs out of VRAM, and one that does not. */
    public static final Exercise VRAM_OOM = ScriptedExercise.of(
            "vram-oom",
            "If a prompt is known that exhausts the VRAM: sends it, asks for the health, and sends a valid job.",
            traffic -> {
                provoke(traffic, Capability.PROVOKED_VRAM_OOM);
                PlainQuestions.healthUntil(traffic, "health-after-failure", "unhealthy");
                traffic.runJob("next-job", traffic.job("next-job", 2));
                PlainQuestions.healthUntil(traffic, "health-after-success", "healthy");
            });

    /** A job that exceeds the inference timeout. */
    public static final Exercise INFERENCE_TIMEOUT = ScriptedExercise.of(
            "inference-timeout",
            "If a prompt is known that exceeds the inference timeout: sends it.",
            traffic -> provoke(traffic, Capability.PROVOKED_INFERENCE_TIMEOUT));

    private FailureExercises() {}

    private static void provoke(Traffic traffic, Capability capability) {
        String prompt = traffic.worker().provocations().get(capability);
        if (prompt == null) {
            throw new NotOfferedException(
                    "no prompt is known that makes this worker fail in this way, and nothing else can provoke it from outside");
        }
        JobCall job = traffic.executeWhenFree(
                "job", traffic.job("job", traffic.manyTokens()).put("prompt", prompt));
        traffic.awaitEnd(job);
    }
}
