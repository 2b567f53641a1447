package dev.gpuworker.mock.scenario.internal.explain;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.OnCancel.Effect;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.StreamHead;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.JsonMatch;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.Share;
import dev.gpuworker.mock.scenario.match.TextMatch;
import dev.gpuworker.wire.AfterStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the parts of a scenario besides its time line. */
public final class ScenarioText {
    private ScenarioText() {}

    /** Returns the name, the jobs that it answers, and what it breaks on purpose. */
    public static String head(Scenario scenario) {
        String broken = scenario.violates().isEmpty() ? "nothing" : String.join(", ", scenario.violates());
        return scenario.name() + "\n  answers   " + when(scenario.when()) + calls(scenario.calls())
                + share(scenario.share())
                + "\n  violates  "
                + broken + "\n"
                + (scenario.answer() instanceof Script script ? head(script.head()) : "");
    }

    /** Returns a line for each thing in which the response's head differs. */
    private static String head(StreamHead head) {
        StringBuilder lines = new StringBuilder();
        head.headers()
                .forEach((name, value) -> lines.append("  header    ")
                        .append(name)
                        .append(": ")
                        .append(Shown.line(value))
                        .append('\n'));
        AfterStream after = head.afterStream();
        String word = after == AfterStream.CLOSE ? "closes" : "stays open";
        return lines + (after == null ? "" : "  after it  the connection " + word + "\n");
    }

    private static String calls(CallRange calls) {
        return calls.equals(CallRange.ALL) ? "" : ", calls " + calls;
    }

    private static String share(Share share) {
        return share.equals(Share.ALL) ? "" : ", " + share + " of them";
    }

    private static String when(Match when) {
        List<String> parts = new ArrayList<>();
        add(parts, "job_id", when.jobId());
        add(parts, "prompt", when.prompt());
        when.headers().forEach((name, match) -> add(parts, "header " + name, match));
        for (JsonMatch match : when.json()) {
            parts.add(match.pointer() + " is " + Shown.line(match.expected().toString()));
        }
        return parts.isEmpty() ? "every job" : "jobs whose " + String.join(", and ", parts);
    }

    private static void add(List<String> parts, String field, @Nullable TextMatch match) {
        if (match instanceof TextMatch.Exact exact) {
            parts.add(field + " is " + Shown.quoted(exact.text()));
        } else if (match != null) {
            parts.add(field + " matches " + Shown.line(match.toString()));
        }
    }

    /** Returns the one line of an answer without a stream. */
    public static String reply(Reply reply) {
        String body = reply.body();
        String bytes =
                body == null ? "the contract's body" : body.getBytes(StandardCharsets.UTF_8).length + " bytes of body";
        return "  " + Columns.time(Columns.millis(reply.after().toNanos() / 1e6)) + "HTTP " + reply.status() + ", "
                + bytes + ", no stream\n";
    }

    /** Returns the effect of a cancel; empty if it is the contract's. */
    public static String cancel(OnCancel cancel) {
        if (cancel.equals(OnCancel.AT_ONCE)) {
            return "";
        }
        Reply answer = cancel.answer();
        String answered = answer == null ? "202" : answer.status() + " after " + DurationText.of(answer.after());
        String effect = cancel.effect() == Effect.IGNORE
                ? "without effect"
                : "error CANCELLED after " + DurationText.of(cancel.after()) + " and at most " + cancel.tokens()
                        + " more tokens";
        return "  on cancel " + answered + ", then " + effect + "\n";
    }
}
