package dev.gpuworker.mock.scenario.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The order of a stream's events: {@code started (token | metrics)* (end | error)} (section 2). Not thread-safe. */
final class StreamJudge implements SseBytes.Reader {
    private static final String ORDER = "M0-W-1311";
    /** The contract's own bound of {@code max_tokens}. */
    static final int TOKENS_MAX = 2048;

    private enum State {
        BEFORE_STARTED,
        RUNNING,
        ENDED
    }

    private final EventJudge events;
    private State state = State.BEFORE_STARTED;
    private int tokens;
    private boolean tokensKnown = true;

    StreamJudge(EventJudge events) {
        this.events = events;
    }

    int tokens() {
        return tokens;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** Takes tokens whose fields are known to be right. */
    void tokens(int count, boolean exact) {
        if (!exact && tokensKnown) {
            tokensKnown = false;
        }
        for (int k = 0; k < count && k <= TOKENS_MAX + 1; k++) {
            order("token");
        }
        tokens = (int) Math.min(Integer.MAX_VALUE, (long) tokens + count);
        tooMany();
    }

    @Override
    public void event(@Nullable String type, String data) {
        JsonNode event = events.object(type, data).orElse(null);
        if (type == null) {
            events.broken("an event without its event line", "M0-W-1310");
            return;
        }
        order(type);
        if (event != null) {
            judge(type, event);
        }
        if (type.equals("token")) {
            tokens++;
            tooMany();
        }
        if (type.equals("end") || type.equals("error")) {
            state = State.ENDED;
        }
    }

    @Override
    public void broken(String message, String... requirements) {
        events.broken(message, requirements);
    }

    private void judge(String type, JsonNode event) {
        Integer known = tokensKnown ? (Integer) tokens : null;
        switch (type) {
            case "started" -> events.started(event);
            case "token" -> events.token(event, known);
            case "metrics" -> events.metrics(event);
            case "end" -> events.end(event, known);
            case "error" -> events.error(event);
            default -> events.broken("unknown event " + Shown.quoted(type), "M0-W-1310");
        }
    }

    private void order(String type) {
        if (state == State.ENDED) {
            events.broken(type + " after the terminal event", ORDER);
        } else if (type.equals("started")) {
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
