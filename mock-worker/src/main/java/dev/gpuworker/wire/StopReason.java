package dev.gpuworker.wire;

import java.util.Optional;
import java.util.stream.Stream;

/** Why generation ended well, as the {@code end} event reports it (M0-W-1422). */
public enum StopReason {
    /** The number of tokens reached {@code max_tokens}. */
    MAX_TOKENS,
    /** The model produced its end-of-text token. */
    EOS,
    /** One of the request's stop sequences was generated. */
    STOP_SEQUENCE;

    /** Returns the reason with exactly this name, or empty for a word that the contract does not know. */
    public static Optional<StopReason> of(String name) {
        return Stream.of(values()).filter(reason -> reason.name().equals(name)).findFirst();
    }
}
