package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.SentEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who watches learns of a job.
 *
 * @param ordinal number of the job
 * @param jobId its id
 * @param scenario the scenario that answers it
 * @param outcome its state
 * @param tokensSent tokens so far
 * @param maxTokens its limit
 * @param ranMillis time since its start
 * @param events those that are new
 */
public record LiveJob(
        long ordinal,
        String jobId,
        @Nullable String scenario,
        JobOutcome outcome,
        int tokensSent,
        int maxTokens,
        double ranMillis,
        List<SentEvent> events) {}
