package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;

/**
 * Why something outside its script ends a job.
 *
 * @param outcome outcome of the job in the journal
 * @param code of its {@code error} event
 * @param message of its {@code error} event
 * @param afterNanos delay until that event, in nanoseconds
 * @param tokens number of tokens still sent before it
 */
record Interruption(JobOutcome outcome, ErrorCode code, String message, long afterNanos, int tokens) {
    static Interruption cancelled(long afterNanos, int tokens) {
        return new Interruption(JobOutcome.CANCELLED, ErrorCode.CANCELLED, "the job was cancelled", afterNanos, tokens);
    }

    static Interruption timedOut(Duration after) {
        return new Interruption(
                JobOutcome.TIMED_OUT,
                ErrorCode.INFERENCE_TIMEOUT,
                "the job ran longer than the inference timeout of " + after.toMillis() + " ms",
                0,
                0);
    }

    static Interruption outOfVram(String message) {
        return new Interruption(JobOutcome.FAILED, ErrorCode.VRAM_OOM, message, 0, 0);
    }

    static Interruption shut() {
        return new Interruption(JobOutcome.SHUT, ErrorCode.CANCELLED, "the worker ended the job", 0, 0);
    }
}
