package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.StreamChecks.everyEvent;
import static dev.gpuworker.conformance.rules.StreamChecks.everyStream;
import static dev.gpuworker.conformance.rules.StreamChecks.noFault;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.conformance.stream.StreamFault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How events are framed (section 2). */
final class FramingRules {
    private static final int ASCII_MAX = 0x7F;

    private FramingRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-201", "M0-W-1310")
                        .says("The SSE event: line of every event carries its type.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("what writes the frames: SSE clients do not see a type that is only in the JSON.")
                        .judge(everyEvent(
                                (stream, event) -> event.frame().event() == null
                                        ? "has no event: line: " + event.frame().data()
                                        : null,
                                "event: <type> before the data: line of every event")),
                must("W-202", "M0-W-1310")
                        .says("The data of every event is exactly one JSON object.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("how data: lines are written, and whether line breaks inside the JSON are escaped.")
                        .judge(everyEvent(
                                (stream, event) -> event.json().isObject()
                                        ? null
                                        : "has data that is not one JSON object: "
                                                + event.frame().data(),
                                "one JSON object in the data of every event")),
                must("W-203", "D-09")
                        .says("If the JSON repeats the type, it agrees with the event: line.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the two places that write the type: they must agree.")
                        .judge(everyEvent(
                                (stream, event) -> event.json().has(ReadNames.TYPE)
                                                && !event.type()
                                                        .equals(event.json()
                                                                .path(ReadNames.TYPE)
                                                                .asText())
                                        ? "says type " + event.json().path(ReadNames.TYPE) + " in its JSON"
                                        : null,
                                "the JSON's type, if any, equal to the event: line")),
                must("W-204", "M0-W-1310")
                        .says("No id: line is sent, because streams cannot be resumed.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the SSE library's defaults: some libraries number events automatically.")
                        .judge(noFault("no id: line", StreamFault.Kind.ID_LINE)),
                must("W-205", "M0-W-1310")
                        .says("No retry: line is sent.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the SSE library's defaults: some libraries send a reconnection time first.")
                        .judge(noFault("no retry: line", StreamFault.Kind.RETRY_LINE)),
                must("W-227", "M0-W-1824")
                        .says("The bytes of the stream are valid UTF-8.")
                        .from(JobExercises.REPEATED_JOB)
                        .lookAt(
                                "how the bytes of a token become text: an incomplete character must be held back until it is whole.")
                        .judge(noFault("valid UTF-8", StreamFault.Kind.NOT_UTF8)),
                must("W-228", "M0-W-1824")
                        .says("No token's text contains U+FFFD or half a surrogate pair.")
                        .from(JobExercises.REPEATED_JOB)
                        .lookAt("lossy decoding of a token's bytes, and how characters beyond the BMP are escaped.")
                        .judge(FramingRules::wholeCharacters),
                must("W-247", "M0-W-1310")
                        .says("Every event is complete: it has a data: line and ends with a blank line.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the last write of a stream, and events that are written without a data: line.")
                        .judge(everyStream(
                                "streams with events",
                                stream -> !stream.isOurs()
                                        && (!stream.events().isEmpty()
                                                || incomplete(stream).isPresent()),
                                "only complete events",
                                FramingRules::incomplete)));
    }

    private static Optional<Finding> incomplete(JobStream stream) {
        return stream.faults().stream()
                .filter(fault -> fault.kind() == StreamFault.Kind.INCOMPLETE_EVENT
                        || fault.kind() == StreamFault.Kind.EVENT_WITHOUT_DATA)
                .findFirst()
                .map(fault -> Finding.at(
                        stream.exchange(),
                        fault.fromByte(),
                        fault.toByte(),
                        fault.text(),
                        "an incomplete event: \"" + fault.text() + "\""));
    }

    /** ASCII proves nothing: its characters can't be cut. */
    private static Verdict wholeCharacters(Recording recording) {
        Verdict verdict = StreamChecks.everyEvent(
                        ReadNames.TOKEN,
                        "whole characters, none of them U+FFFD",
                        event -> brokenCharacter(event.json().path(ReadNames.T).asText()))
                .apply(recording);
        if (verdict instanceof Verdict.Passed && JobStream.all(recording).allMatch(stream -> isAscii(stream.text()))) {
            throw new NotOfferedException("the worker sent nothing but ASCII, whose characters can't be cut;"
                    + " the exercise " + JobExercises.REPEATED_JOB.name() + " asked for other text");
        }
        return verdict;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c <= ASCII_MAX);
    }

    private static @Nullable String brokenCharacter(String text) {
        boolean broken = text.codePoints()
                .anyMatch(c -> c == 0xFFFD || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        return broken ? "has a broken character in t: \"" + escaped(text) + "\"" : null;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.append(
                        c == 0xFFFD || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                                ? String.format("\\u%04x", c)
                                : Character.toString(c)));
        return out.toString();
    }
}
