package dev.gpuworker.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of the 202 that answers {@code POST /cancel}, the same for every job (D-15).
 *
 * @param status always {@code cancelling}
 * @param jobId the id in the request
 */
public record CancelResponse(
        @JsonProperty("status") String status,
        @JsonProperty("job_id") String jobId) {
    /** Returns the answer for this id. */
    public static CancelResponse of(String jobId) {
        return new CancelResponse("cancelling", jobId);
    }
}
