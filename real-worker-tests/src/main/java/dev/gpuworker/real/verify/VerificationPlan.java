package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.real.process.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What to verify, and how.
 *
 * @param worker how the worker is started
 * @param watchesDevice whether device memory is read; where it is not, the report says so first
 * @param rulebook the rules to judge
 * @param deviations breaches that are known of this worker
 * @param await how long to wait for what must come
 * @param seed seed of the jobs, 0 to 2^53-1
 * @param reportDir where the report and a folder of evidence for each process go
 */
public record VerificationPlan(
        WorkerConfig worker,
        boolean watchesDevice,
        Rulebook rulebook,
        KnownDeviations deviations,
        Duration await,
        long seed,
        Path reportDir) {}
