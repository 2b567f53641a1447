package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.vram.ModelMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of a verification.
 *
 * @param worker how the worker is started
 * @param model what is known of the device memory that its model takes
 * @param watchesDevice whether device memory is read; if not, the report says so first
 * @param rulebook the rules to judge
 * @param deviations the known deviations of this worker
 * @param jobs how jobs are sent
 * @param reportDir folder for the report and for the evidence of each process
 */
public record VerificationPlan(
        WorkerConfig worker,
        ModelMemory model,
        boolean watchesDevice,
        Rulebook rulebook,
        KnownDeviations deviations,
        Jobs jobs,
        Path reportDir) {
    /**
     * How jobs are sent.
     *
     * @param await how long to wait for a required answer or event
     * @param seed their seed, 0 to 2^53-1
     * @param prompts how they ask for text
     * @param provocations prompts that make this worker fail, by the code of the error; often empty
     */
    public record Jobs(Duration await, long seed, JobPrompts prompts, Map<String, String> provocations) {
        /** Copies the provocations. */
        public Jobs {
            provocations = Map.copyOf(provocations);
        }
    }
}
