package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.internal.play.Ledger;
import dev.gpuworker.mock.internal.time.ManualTicker;
import dev.gpuworker.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a worker.
 *
 * @param config its settings
 * @param choice chooses answers
 * @param backing holds real memory for its ledger
 * @param clock a manual clock
 * @param listener is notified of jobs
 */
public record WorkerParts(
        MockWorkerConfig config,
        Choice choice,
        @Nullable VramBacking backing,
        @Nullable ManualTicker clock,
        WorkerListener listener) {
    /** Charges the ledger for the model's weights. */
    static Ledger.Charge loadWeights(Ledger ledger, MockWorkerConfig config) {
        try {
            return ledger.charge(VramBacking.WEIGHTS, config.model().weightsBytes());
        } catch (VramExhaustedException e) {
            throw new WorkerStartException(
                    ErrorCode.INSUFFICIENT_VRAM,
                    "model " + config.model().name() + " does not fit: " + e.getMessage(),
                    e);
        }
    }
}
