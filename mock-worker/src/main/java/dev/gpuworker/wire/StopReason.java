package dev.gpuworker.wire;

/** Why generation ended well, as the {@code end} event tells it (M0-W-1422). */
public enum StopReason {
    /** As many tokens as {@code max_tokens} allows. */
    MAX_TOKENS,
    /** The model produced its end-of-text token. */
    EOS,
    /** One of the request's stop sequences was generated. */
    STOP_SEQUENCE
}
