package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.RecordedRefusal;
import dev.gpuworker.mock.StrayCancel;
import java.util.List;

/**
 * The journal at one instant, from which clients are judged.
 *
 * @param jobs all kept jobs
 * @param refusals the kept refusals of {@code POST /execute}
 * @param strayCancels the kept cancels that matched no job
 * @param hasCancel whether the worker has {@code POST /cancel}
 * @param complete whether nothing was dropped
 */
record JournalView(
        List<RecordedJob> jobs,
        List<RecordedRefusal> refusals,
        List<StrayCancel> strayCancels,
        boolean hasCancel,
        boolean complete) {}
