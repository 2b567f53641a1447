package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.OnCancel.Effect;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.TokenSource;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code on-cancel: {…}} of a scenario. */
final class OnCancelReader {
    private final Problems problems;
    private final Values values;
    private final ReplyReader replies;

    OnCancelReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        replies = new ReplyReader(problems);
    }

    Optional<OnCancel> read(Node node) {
        return Fields.of(node, "on-cancel", Vocabulary.ON_CANCEL, problems).flatMap(fields -> {
            Duration after = fields.get("after", values::duration, Duration.ZERO);
            int tokens = fields.get("tokens", n -> values.integer(n, 0, TokenSource.COUNT_MAX), 0);
            Effect effect = fields.get("ignore", values::bool, false) ? Effect.IGNORE : Effect.STOP;
            Reply answer = fields.get("answer", n -> replies.read(n, "answer"));
            return values.built(node, () -> new OnCancel(after, tokens, effect, answer));
        });
    }
}
