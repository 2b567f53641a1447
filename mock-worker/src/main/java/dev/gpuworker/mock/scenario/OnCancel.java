package dev.gpuworker.mock.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The effect of {@code POST /cancel} on a running job of this scenario.
 *
 * @param after time from the request to the effect; default 0
 * @param tokens number of tokens still sent in that time, before the terminal event; default 0
 * @param effect whether the job ends; default {@link Effect#STOP}
 * @param answer the answer to the cancel request itself; default: the contract's 202
 */
public record OnCancel(
        Duration after, int tokens, Effect effect, @Nullable Reply answer) {
    /** What happens to the job. */
    public enum Effect {
        /** Its stream ends with {@code error}/{@code CANCELLED}. */
        STOP,
        /** Ignores the cancel: the script runs to its end, as when cancel and end cross on the wire. */
        IGNORE
    }

    /** At once, as the contract asks. */
    public static final OnCancel AT_ONCE = new OnCancel(Duration.ZERO, 0, Effect.STOP, null);

    /** Rejects values out of bounds. */
    public OnCancel {
        if (after.isNegative() || after.compareTo(Pacing.MAX) > 0) {
            throw new IllegalArgumentException("after must be within 0 and 24h, but was " + after);
        }
        if (tokens < 0 || tokens > TokenSource.COUNT_MAX) {
            throw new IllegalArgumentException(
                    "tokens must be within 0 to " + TokenSource.COUNT_MAX + ", but was " + tokens);
        }
        if (effect == Effect.IGNORE && (tokens > 0 || !after.isZero())) {
            throw new IllegalArgumentException("a cancel that is ignored has neither after nor tokens");
        }
    }

    /** Returns a cancel that takes effect this much later. */
    public static OnCancel after(Duration after) {
        return new OnCancel(after, 0, Effect.STOP, null);
    }

    /** Returns a cancel that is answered with 202 and then ignored. */
    public static OnCancel ignore() {
        return new OnCancel(Duration.ZERO, 0, Effect.IGNORE, null);
    }

    /** Returns a copy that still sends this many tokens. */
    public OnCancel tokens(int count) {
        return new OnCancel(after, count, effect, answer);
    }

    /** Returns a copy that answers the cancel request with this reply. */
    public OnCancel answer(Reply reply) {
        return new OnCancel(after, tokens, effect, reply);
    }
}
