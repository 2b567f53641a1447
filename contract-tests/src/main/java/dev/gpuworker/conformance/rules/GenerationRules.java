package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.StreamChecks.everyStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.wire.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What is generated: how much, when it stops, and whether it can be repeated (section 2). */
final class GenerationRules {
    private GenerationRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-229", "M0-W-1300", "M0-W-1422")
                        .says("No job generates more than max_tokens.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the limit of the generation loop: it may be off by one, or not come from max_tokens.")
                        .judge(everyStream(
                                Findings.STREAMS_WITH_TOKEN,
                                stream -> !stream.of(ReadNames.TOKEN).isEmpty(),
                                "at most max_tokens token events",
                                GenerationRules::aboveLimit)),
                must("W-230", "M0-W-1422")
                        .says("If generation stops at max_tokens, stop_reason, if sent, is MAX_TOKENS.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("which stop condition is tested first.")
                        .judge(everyStream(
                                Findings.JOBS_AT_LIMIT,
                                GenerationRules::endedAtLimit,
                                "stop_reason MAX_TOKENS, or none",
                                GenerationRules::limitNotTold)),
                must("W-231", "M0-W-1422")
                        .says("If generation stops before max_tokens, stop_reason is not MAX_TOKENS.")
                        .from(JobExercises.FINISHED_JOB, JobExercises.BRIEF_ANSWER)
                        .lookAt("how the end of the text is reported: the reason is EOS.")
                        .judge(everyStream(
                                "jobs that ended before max_tokens",
                                GenerationRules::endedBeforeLimit,
                                "stop_reason EOS or STOP_SEQUENCE, or none",
                                GenerationRules::limitClaimed)),
                must("W-232", "M0-W-1422")
                        .says(
                                "Generation stops when a stop sequence matches; the tokens of the sequence are sent and counted.")
                        .from(JobExercises.STOP_SEQUENCE)
                        .lookAt("whether the worker reads stop, and what it does with the tokens that match.")
                        .judge(recording -> both(recording, GenerationRules::stopsAtSequence)),
                must("W-233", "M0-W-1422")
                        .says(
                                "A matched stop sequence is reported, if at all, as STOP_SEQUENCE and with the sequence itself.")
                        .from(JobExercises.STOP_SEQUENCE)
                        .lookAt("how the reason and the matched sequence reach the end event.")
                        .judge(recording -> both(recording, GenerationRules::tellsSequence)),
                must("W-234", "M0-W-1826", "M0-W-1030")
                        .says("At temperature 0 the same seed and prompt produce the same tokens twice.")
                        .from(JobExercises.REPEATED_JOB)
                        .lookAt("state that one job leaves behind for the next: KV cache, random generator, sampler.")
                        .judge(GenerationRules::sameTwice));
    }

    private static int limit(JobStream stream) {
        return stream.maxTokens();
    }

    private static Optional<Finding> aboveLimit(JobStream stream) {
        List<StreamEvent> tokens = stream.of(ReadNames.TOKEN);
        int most = Math.max(0, limit(stream)); // a request that must be refused may ask for -1
        return tokens.size() <= most
                ? Optional.empty()
                : Optional.of(stream.at(
                        tokens.get(most),
                        "is one of " + tokens.size() + " token events, but max_tokens is " + limit(stream)));
    }

    /** A job with stop sequences may match one at its last token. */
    private static boolean endedAtLimit(JobStream stream) {
        return stream.end().isPresent()
                && stream.of(ReadNames.TOKEN).size() >= limit(stream)
                && !stream.request().has("stop");
    }

    private static boolean endedBeforeLimit(JobStream stream) {
        return stream.end().isPresent() && stream.of(ReadNames.TOKEN).size() < limit(stream);
    }

    private static Optional<Finding> limitNotTold(JobStream stream) {
        StreamEvent end = stream.end().orElseThrow();
        return StopReason.EOS.name().equals(reason(end))
                ? Optional.of(stream.at(end, "says EOS after all " + limit(stream) + " tokens"))
                : Optional.empty();
    }

    private static Optional<Finding> limitClaimed(JobStream stream) {
        StreamEvent end = stream.end().orElseThrow();
        int sent = stream.of(ReadNames.TOKEN).size();
        return StopReason.MAX_TOKENS.name().equals(reason(end))
                ? Optional.of(stream.at(end, "says MAX_TOKENS after " + sent + " of " + limit(stream) + " tokens"))
                : Optional.empty();
    }

    private static String reason(StreamEvent end) {
        return end.json().path(ReadNames.STOP_REASON).asText();
    }

    /** Judges the job whose stop sequence is one token, then the job whose second stop sequence is two tokens. */
    private static Verdict both(Recording recording, BiFunction<Recording, JobStream, Verdict> judge) {
        Verdict one =
                judge.apply(recording, JobStream.accepted(recording.exchange(JobExercises.STOP_SEQUENCE, "with")));
        if (!(one instanceof Verdict.Passed)) {
            return one;
        }
        return recording
                .find(JobExercises.STOP_SEQUENCE, "across")
                .map(across -> judge.apply(recording, JobStream.accepted(across)))
                .orElse(one);
    }

    private static Verdict stopsAtSequence(Recording recording, JobStream stream) {
        String stop = wanted(stream);
        String expected = "text that ends with the stop sequence \"" + stop + "\" and has it once";
        String text = stream.text();
        if (text.endsWith(stop) && text.indexOf(stop) == text.length() - stop.length()) {
            return new Verdict.Passed(
                    "stopped after " + stream.of(ReadNames.TOKEN).size() + " tokens, with the sequence");
        }
        String without = sameAs(stream, "without", recording).text();
        if (!text.contains(stop)) {
            requireThatItMatched(stream, without.startsWith(text), text.length() >= without.indexOf(stop));
        }
        String what = text.contains(stop)
                ? "generation went on after the stop sequence"
                : "the stop sequence's own tokens were not sent";
        return Findings.failed(
                expected,
                List.of(Finding.at(stream.exchange(), what + ": " + stream.sequence() + ", text \"" + text + "\"")));
    }

    /** A job may have ended by itself before it came to the stop sequence, or have produced another text. */
    private static void requireThatItMatched(JobStream stream, boolean sameText, boolean cameToIt) {
        Optional<String> reason = stream.end().map(GenerationRules::reason);
        if (!sameText) {
            throw new MissingPrerequisiteException(
                    "the repeated job produced another text, so the stop sequence never matched");
        }
        boolean saysSo = reason.equals(Optional.of(StopReason.STOP_SEQUENCE.name()));
        boolean saysOtherwise = reason.equals(Optional.of(StopReason.EOS.name()));
        if (!saysSo && (!cameToIt || saysOtherwise)) {
            throw new MissingPrerequisiteException(
                    "the repeated job ended by itself before the stop sequence: " + stream.sequence());
        }
    }

    private static Verdict tellsSequence(Recording recording, JobStream stream) {
        String stop = wanted(stream);
        StreamEvent end = stream.end()
                .orElseThrow(
                        () -> new MissingPrerequisiteException("the job did not end with end: " + stream.sequence()));
        JsonNode reason = end.json().path(ReadNames.STOP_REASON);
        if (StopReason.EOS.name().equals(reason.asText()) && !stream.text().contains(stop)) {
            throw new MissingPrerequisiteException(
                    "the repeated job ended by itself before the stop sequence: " + stream.sequence());
        }
        JsonNode matched = end.json().path(ReadNames.STOP_SEQUENCE_MATCHED);
        boolean stoppedEarly = stream.of(ReadNames.TOKEN).size() < limit(stream);
        boolean told = reason.isMissingNode()
                || !stoppedEarly
                || StopReason.STOP_SEQUENCE.name().equals(reason.asText());
        boolean right = matched.isMissingNode() || stop.equals(matched.asText());
        return told && right
                ? new Verdict.Passed("stop_reason " + reason + ", stop_sequence_matched " + matched)
                : Findings.failed(
                        "stop_reason STOP_SEQUENCE and stop_sequence_matched \"" + stop + "\", where sent",
                        List.of(stream.at(end, "has stop_reason " + reason + ", stop_sequence_matched " + matched)));
    }

    /** The last stop sequence is the one that occurs in the text. */
    private static String wanted(JobStream stream) {
        JsonNode stops = stream.request().path("stop");
        return stops.path(stops.size() - 1).asText();
    }

    private static Verdict sameTwice(Recording recording) {
        JobStream again = JobStream.accepted(recording.exchange(JobExercises.REPEATED_JOB, "again"));
        JobStream once = sameAs(again, "once", recording);
        List<StreamEvent> first = once.of(ReadNames.TOKEN);
        List<StreamEvent> second = again.of(ReadNames.TOKEN);
        if (first.isEmpty() && second.isEmpty()) {
            throw MissingPrerequisiteException.tooSoon("the job generated no token, so there was nothing to repeat");
        }
        Optional<String> difference = difference(first, second);
        return difference
                .map(what -> Findings.failed("the same sequence of t", List.of(Finding.at(again.exchange(), what))))
                .orElseGet(() -> new Verdict.Passed(first.size() + " tokens, the same twice"));
    }

    /** Returns the earlier job with the same prompt; the exercise tried several prompts under this name. */
    private static JobStream sameAs(JobStream stream, String role, Recording recording) {
        return recording
                .exchanges()
                .filter(exchange -> exchange.exercise().equals(stream.exchange().exercise())
                        && exchange.role().startsWith(role)
                        && JobStream.isAccepted(exchange))
                .map(JobStream::accepted)
                .filter(other ->
                        other.request().path("prompt").equals(stream.request().path("prompt")))
                .findFirst()
                .orElseThrow(() -> new MissingPrerequisiteException("no job \"" + role + "\" was accepted"));
    }

    private static Optional<String> difference(List<StreamEvent> first, List<StreamEvent> second) {
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            JsonNode before = first.get(i).json().path(ReadNames.T);
            JsonNode after = second.get(i).json().path(ReadNames.T);
            if (!before.equals(after)) {
                return Optional.of("token " + i + " was " + before + " and is " + after);
            }
        }
        return first.size() == second.size()
                ? Optional.empty()
                : Optional.of("there were " + first.size() + " tokens and are " + second.size());
    }
}
