package dev.gpuworker.wire;

/** Reads the body of {@code POST /cancel} (M0-W-1330). Stateless. */
public final class CancelRequestReader {
    private CancelRequestReader() {}

    /** Returns the job's id. Throws {@link InvalidRequestException} if it is missing, empty or not a string. */
    public static String jobId(byte[] body) throws InvalidRequestException {
        FieldChecks checks = new FieldChecks(JsonBody.object(body));
        String jobId = checks.jobId("job_id", Integer.MAX_VALUE);
        checks.throwIfAny();
        return jobId;
    }
}
