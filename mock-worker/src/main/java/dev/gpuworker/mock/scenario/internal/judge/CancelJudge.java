package dev.gpuworker.mock.scenario.internal.judge;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.OnCancel.Effect;
import dev.gpuworker.mock.scenario.Reply;
import java.time.Duration;

/** Judges the effect of a cancel against the contract (section 3). */
final class CancelJudge {
    private static final Duration PROMPT = Duration.ofMillis(100);
    private static final Duration OVER = Duration.ofSeconds(5);
    private static final String CANCEL = "M0-W-1330";

    private CancelJudge() {}

    static void judge(OnCancel cancel, Findings findings) {
        if (cancel.effect() == Effect.IGNORE) {
            findings.add(Part.ON_CANCEL, 0, "a cancel without effect", CANCEL);
        }
        String after = "a cancel that takes effect after " + DurationText.of(cancel.after());
        if (cancel.after().compareTo(OVER) > 0) {
            findings.add(Part.ON_CANCEL, 0, after + "; the contract allows 5 s until the job is over", CANCEL);
        } else if (cancel.after().compareTo(PROMPT) > 0) {
            findings.add(Part.ON_CANCEL, 0, after + "; the contract allows 100 ms", "M0-W-1610", CANCEL);
        }
        Reply answer = cancel.answer();
        if (answer != null) {
            answer(answer, findings);
        }
    }

    private static void answer(Reply answer, Findings findings) {
        if (answer.status() != 202) {
            findings.add(
                    Part.ON_CANCEL,
                    0,
                    "a cancel is answered with " + answer.status() + "; the contract requires 202",
                    CANCEL);
        }
        String body = answer.body();
        if (body != null) {
            boolean told = ReplyJudge.object(body)
                    .map(node -> node.path("status").asText().equals("cancelling")
                            && node.path("job_id").isTextual())
                    .orElse(false);
            if (!told) {
                findings.add(Part.ON_CANCEL, 0, "the answer to a cancel is not the contract's body", "D-15", CANCEL);
            }
        }
    }
}
