package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.RefusedRequests;
import dev.gpuworker.conformance.exercise.RequestExercises;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The form of a refusal, and which bodies are refused for their form (section 1). */
final class EnvelopeRules {
    private EnvelopeRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-125", "M0-W-1302")
                        .says(
                                "Every 400 is application/json with code INVALID_REQUEST, a message, and retriable false.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("the envelope around the list of errors.")
                        .judge(every400(
                                reply -> true,
                                "code INVALID_REQUEST, a message, retriable false",
                                EnvelopeRules::isNotEnvelope)),
                must("W-126", "M0-W-1302")
                        .says("Every error has field, constraint and message; value, if present, is a string.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("how an error is written: a value that is a number is sent as a string.")
                        .judge(every400(
                                reply -> reply.json().isObject(),
                                "field, constraint and message in every error",
                                EnvelopeRules::badEntry)),
                must("W-127", "D-04")
                        .says("No error repeats the text of a prompt or of a stop sequence.")
                        .from(RequestExercises.REFUSED)
                        .lookAt(
                                "value and message of errors about prompt and stop, and the JSON parser's own messages.")
                        .judge(EnvelopeRules::leaksNothing),
                must("W-130", "D-05")
                        .says("Content types other than JSON are refused with 415 and the JSON envelope.")
                        .from(RequestExercises.CONTENT_TYPES)
                        .lookAt("the web framework's built-in answer to content types.")
                        .judge(ReplyChecks.replies(
                                RequestExercises.CONTENT_TYPES,
                                List.of("text-plain", "form"),
                                "415 with code INVALID_REQUEST",
                                reply -> Fields.first(reply.statusIsNot(415), reply.isNotEnvelope("INVALID_REQUEST")))),
                must("W-131", "D-05")
                        .says("A body without a content type is read as JSON.")
                        .from(RequestExercises.CONTENT_TYPES)
                        .lookAt("what the web framework does with a request without Content-Type.")
                        .judge(AcceptedRules.accepted(RequestExercises.CONTENT_TYPES, "no-content-type")),
                must("W-132", "D-06")
                        .says("A body of more than 1 MiB is refused with 413 and the JSON envelope.")
                        .from(RequestExercises.TOO_LARGE_BODY)
                        .lookAt("the web framework's limit for bodies, and its answer to a longer one.")
                        .judge(ReplyChecks.replies(
                                RequestExercises.TOO_LARGE_BODY,
                                List.of("job"),
                                "413 with code INVALID_REQUEST",
                                reply -> Fields.first(reply.statusIsNot(413), reply.isNotEnvelope("INVALID_REQUEST")))),
                must("W-140", "D-05")
                        .says("A content type of JSON with a charset parameter is accepted.")
                        .from(RequestExercises.CONTENT_TYPES)
                        .lookAt("whether content types are compared including their parameters.")
                        .judge(AcceptedRules.accepted(RequestExercises.CONTENT_TYPES, "json-with-charset")));
    }

    private static Function<Recording, Verdict> every400(
            Predicate<Reply> applies, String expected, Function<Reply, @Nullable String> problem) {
        return recording -> {
            List<Reply> replies = recording.of(RequestExercises.REFUSED).exchanges().stream()
                    .map(Reply::of)
                    .filter(reply -> reply.status() == 400 && applies.test(reply))
                    .toList();
            if (replies.isEmpty()) {
                throw new MissingPrerequisiteException("no request was refused with 400 and a readable body");
            }
            return ReplyChecks.verdict(expected, replies, problem);
        };
    }

    private static @Nullable String isNotEnvelope(Reply reply) {
        String problem = reply.isNotEnvelope("INVALID_REQUEST");
        if (problem != null) {
            return problem;
        }
        return reply.json().path("retriable").asBoolean() ? "says retriable true of an invalid request" : null;
    }

    private static @Nullable String badEntry(Reply reply) {
        JsonNode errors = reply.json().path("errors");
        for (JsonNode error : errors) {
            String problem = Fields.first(
                    Fields.nonEmptyText(error, "field"),
                    Fields.nonEmptyText(error, "constraint"),
                    Fields.nonEmptyText(error, "message"),
                    Fields.ifPresent(error, "value", Fields.text(error, "value")));
            if (problem != null) {
                return "an error " + problem;
            }
        }
        return errors.isEmpty() ? "has no errors in its envelope" : null;
    }

    private static Verdict leaksNothing(Recording recording) {
        List<Reply> refusals = recording.of(RequestExercises.REFUSED).exchanges().stream()
                .map(Reply::of)
                .filter(reply ->
                        reply.status() >= 400 && reply.exchange().transcript().body().length > 0)
                .toList();
        return ReplyChecks.verdict("no prompt text in any error", refusals, EnvelopeRules::leaks);
    }

    private static @Nullable String leaks(Reply reply) {
        String body = new String(reply.exchange().transcript().body(), StandardCharsets.UTF_8);
        return body.contains(RefusedRequests.SECRET) ? "repeats the text that it refuses" : null;
    }
}
