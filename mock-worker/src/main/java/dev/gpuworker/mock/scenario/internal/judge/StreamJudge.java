package dev.gpuworker.mock.scenario.internal.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.SentNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the order of a stream's events: {@code started (token | metrics)* (end | error)} (section 2). Not thread-safe.
 */
final class StreamJudge implements SseBytes.Reader {
    private static final String ORDER = "M0-W-1311";
    /** The contract's own bound of {@code max_tokens}. */
    static final int TOKENS_MAX = RequestLimits.MAX_TOKENS_DEFAULT;

    private enum State {
        BEFORE_STARTED,
        RUNNING,
        ENDED
    }

    private final EventJudge events;
    private State state = State.BEFORE_STARTED;
    private int tokens;

    StreamJudge(EventJudge events) {
        this.events = events;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** Returns whether there are more tokens than any {@code max_tokens} allows; the finding has been added. */
    boolean isPastMax() {
        return tokens > TOKENS_MAX;
    }

    /** Counts a token without judging it. */
    void skip() {
        tokens++;
    }

    @Override
    public void event(@Nullable String type, String data) {
        Optional<JsonNode> event = events.object(type, data);
        if (type == null) {
            events.broken("an event without its event line", "M0-W-1310");
            order("message");
            return;
        }
        order(type);
        event.ifPresent(fields -> judge(type, fields));
        if (type.equals(SentNames.TOKEN)) {
            tokens++;
            tooMany();
        }
        if (type.equals(SentNames.END) || type.equals(SentNames.ERROR)) {
            state = State.ENDED;
        }
    }

    @Override
    public void broken(String message, String... requirements) {
        events.broken(message, requirements);
    }

    private void judge(String type, JsonNode event) {
        switch (type) {
            case SentNames.STARTED -> events.started(event);
            case SentNames.TOKEN -> events.token(event, tokens);
            case SentNames.METRICS -> events.metrics(event);
            case SentNames.END -> events.end(event, tokens);
            case SentNames.ERROR -> events.error(event);
            default -> events.broken("unknown event " + Shown.quoted(type), "M0-W-1310");
        }
    }

    private void order(String type) {
        if (state == State.ENDED) {
            events.broken(type + " after the terminal event", ORDER);
        } else if (type.equals(SentNames.STARTED)) {
            if (state == State.RUNNING) {
                events.broken("a second started", ORDER);
            }
            state = State.RUNNING;
        } else if (state == State.BEFORE_STARTED) {
            events.broken(type + " before started", ORDER);
        }
    }

    private void tooMany() {
        if (tokens > TOKENS_MAX) {
            events.broken("more than " + TOKENS_MAX + " tokens, which no max_tokens allows", "M0-W-1422", "M0-W-1300");
        }
    }
}
