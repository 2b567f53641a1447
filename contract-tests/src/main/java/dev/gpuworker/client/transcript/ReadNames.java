package dev.gpuworker.client.transcript;

/**
 * The words of a stream as the client, the rules and the digests of Pact expect them: the types of events (M0-W-1310),
 * then the names of their fields (M0-W-1312). They are typed a second time on purpose: the mock's own names could hide
 * a wrong one (ADR 0002).
 */
public final class ReadNames {
    public static final String STARTED = "started";
    public static final String TOKEN = "token";
    public static final String METRICS = "metrics";
    public static final String END = "end";
    public static final String ERROR = "error";

    public static final String TYPE = "type"; // the type of the event, optional: D-09
    public static final String JOB_ID = "job_id";
    public static final String MODEL = "model";
    public static final String STARTED_AT = "started_at";
    public static final String SEED = "seed";
    public static final String T = "t"; // the text of a token
    public static final String I = "i"; // the index of a token
    public static final String TOKENS_PER_SEC = "tokens_per_sec";
    public static final String VRAM_BYTES = "vram_bytes";
    public static final String TOKENS_OUT = "tokens_out";
    public static final String DECODE_TIME_MS = "decode_time_ms";
    public static final String STOP_REASON = "stop_reason";
    public static final String STOP_SEQUENCE_MATCHED = "stop_sequence_matched";
    public static final String CODE = "code";
    public static final String MESSAGE = "message";
    public static final String RETRIABLE = "retriable";

    private ReadNames() {}
}
