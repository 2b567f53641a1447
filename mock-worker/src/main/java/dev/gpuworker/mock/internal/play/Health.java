package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.HealthResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worker's health: unhealthy from running out of VRAM until a later job succeeds (D-12). Thread-safe. */
public final class Health {
    private boolean exhausted; // guarded by this
    private @Nullable String forced; // guarded by this

    /** Records how a job ended. */
    synchronized void settled(JobOutcome outcome, @Nullable String code) {
        if (outcome == JobOutcome.ENDED) {
            exhausted = false;
        } else if (ErrorCode.VRAM_OOM.name().equals(code)) {
            exhausted = true;
        }
    }

    /** Overrides the reported status; empty returns to the real one. */
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
