package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.HealthResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the worker is well: not after it ran out of VRAM, until a later job ends well (D-12). Thread-safe. */
public final class Health {
    private boolean exhausted; // guarded by this
    private @Nullable String forced; // guarded by this

    /** Hears how a job ended. */
    synchronized void settled(JobOutcome outcome, @Nullable String code) {
        if (outcome == JobOutcome.ENDED) {
            exhausted = false;
        } else if (ErrorCode.VRAM_OOM.name().equals(code)) {
            exhausted = true;
        }
    }

    /** Says this from now on; empty goes back to the truth. */
    public synchronized void force(Optional<String> status) {
        forced = status.orElse(null);
    }

    public synchronized void reset() {
        exhausted = false;
        forced = null;
    }

    public synchronized String status() {
        if (forced != null) {
            return forced;
        }
        return exhausted ? HealthResponse.UNHEALTHY : HealthResponse.HEALTHY;
    }
}
