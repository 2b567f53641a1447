package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.RefusedRequest;
import dev.gpuworker.conformance.exercise.RefusedRequest.Kind;
import dev.gpuworker.conformance.exercise.RefusedRequests;
import dev.gpuworker.conformance.exercise.RequestExercises;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every constraint of a job: a request that breaks it is refused with 400, and the error names field and constraint
 * (section 1).
 */
final class RefusedRules {
    private static final Set<String> NO_OBJECTS = Set.of("array-body", "null-body");
    private static final String LOOK = "the validation of this field, and the constraint's name in the error.";

    private RefusedRules() {}

    static List<Rule> all() {
        return List.of(
                bound("W-111", "job_id", "1 to " + RequestLimits.JOB_ID_CHARS_MAX + " characters", "M0-W-1300", "D-02"),
                bound("W-112", "prompt", "1 to " + RequestLimits.PROMPT_CODE_POINTS_MAX + " code points", "M0-W-1300"),
                bound("W-113", "max_tokens", "1 to " + RequestLimits.MAX_TOKENS_DEFAULT, "M0-W-1300"),
                bound("W-114", "temperature", "0.0 to 2.0", "M0-W-1300", "M0-W-1032"),
                bound("W-115", "top_p", "0.0 to 1.0", "M0-W-1300"),
                bound("W-116", "top_k", "0 to the vocabulary's size", "M0-W-1300"),
                bound("W-117", "min_p", "0.0 to 1.0", "M0-W-1421"),
                bound("W-118", "repetition_penalty", "0.0 to 2.0", "M0-W-1300"),
                bound(
                        "W-119",
                        "stop",
                        "at most " + RequestLimits.STOP_COUNT_MAX + " items, none empty or too long",
                        "M0-W-1300",
                        "D-03"),
                bound("W-120", "seed", "0 to " + Seed.MAX, "M0-W-1030"),
                must("W-121", "M0-W-1302", "M0-W-1300")
                        .says("A job without job_id or without prompt is refused with 400 and the constraint required.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("how missing fields are reported: as 400 with the field's name, not as a parser error.")
                        .judge(refused(request -> request.kind() == Kind.MISSING)),
                must("W-122", "M0-W-1302", "M0-W-1300")
                        .says(
                                "A field of the wrong type is refused with 400 and the constraint type(…), even a number in a string, true for a number, or a number for a string.")
                        .from(RequestExercises.REFUSED)
                        .lookAt(
                                "how fields of the wrong type are reported: as 400 with the field's name, not as a parser error.")
                        .judge(refused(request -> request.kind() == Kind.TYPE)),
                must("W-123", "M0-W-1302")
                        .says(
                                "A body that is not a JSON object is refused with 400; if it is not JSON, with field body and constraint valid_json.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("the answer to bodies that the JSON parser rejects, including an empty body.")
                        .judge(ReplyChecks.replies(
                                RequestExercises.REFUSED,
                                List.of("not-json", "truncated-json", "empty-body", "array-body", "null-body"),
                                "400 with one error: field body, constraint valid_json (for JSON that is no object: 400)",
                                RefusedRules::isNotRefusalOfBody)),
                must("W-124", "M0-W-1302")
                        .says("All field errors are reported at once, not only the first.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("whether validation stops at the first error.")
                        .judge(RefusedRules::allAtOnce),
                must("W-129", "M0-W-1302", "M0-W-1301")
                        .says("A refused request takes no slot: a valid job runs afterwards.")
                        .from(RequestExercises.REFUSED)
                        .lookAt("whether the worker validates a request before it takes the slot.")
                        .judge(AcceptedRules.accepted(RequestExercises.REFUSED, "good-job-afterwards")));
    }

    /** The contract does not fix the constraint's name for JSON that is not an object. */
    private static @Nullable String isNotRefusalOfBody(Reply reply) {
        boolean isJson = NO_OBJECTS.contains(reply.exchange().role());
        boolean named = reply.hasError("body", "valid_json")
                && reply.json().path("errors").size() == 1;
        return Fields.first(
                reply.statusIsNot(400),
                named || isJson ? null : "answered 400 with " + Fields.shown(reply.json(), "errors"));
    }

    private static Rule bound(String id, String field, String range, String... requirements) {
        return must(id, requirements)
                .says(field + " out of its bounds (" + range + ") is refused with 400 and the constraint's name.")
                .from(RequestExercises.REFUSED)
                .lookAt(LOOK)
                .judge(refused(request ->
                        request.kind() == Kind.BOUND && request.field().equals(field)));
    }

    private static Function<Recording, Verdict> refused(Predicate<RefusedRequest> which) {
        return recording -> {
            List<RefusedRequest> requests =
                    RefusedRequests.list().stream().filter(which).toList();
            List<Finding> findings = requests.stream()
                    .map(request -> notRefused(recording, request))
                    .flatMap(Optional::stream)
                    .toList();
            boolean topK = requests.stream()
                    .anyMatch(request -> request.field().equals("top_k") && request.kind() == Kind.BOUND);
            if (findings.isEmpty() && topK) {
                findings = topKAboveVocabulary(recording);
            }
            return Findings.verdict(
                    "400 and an error with the field and its constraint", requests.size(), "requests", findings);
        };
    }

    private static Optional<Finding> notRefused(Recording recording, RefusedRequest request) {
        Reply reply = Reply.of(recording.exchange(RequestExercises.REFUSED, request.role()));
        boolean named = Constraint.isNamed(reply.json().path("errors"), request.field(), request.constraint());
        return reply.finding(Fields.first(
                reply.statusIsNot(400),
                named
                        ? null
                        : "answered 400, but no error has field " + request.field() + " and constraint "
                                + request.constraint() + ": " + Fields.shown(reply.json(), "errors")));
    }

    /** Without the size of the vocabulary no request can exceed it. */
    private static List<Finding> topKAboveVocabulary(Recording recording) {
        return recording
                .find(RequestExercises.REFUSED, "top-k-too-large")
                .map(Reply::of)
                .flatMap(reply -> reply.finding(reply.statusIsNot(400)))
                .map(List::of)
                .orElse(List.of());
    }

    private static Verdict allAtOnce(Recording recording) {
        Reply reply = Reply.of(recording.exchange(RequestExercises.REFUSED, "several"));
        List<String> missing = List.of("prompt", "max_tokens", "temperature", "top_p").stream()
                .filter(field ->
                        !reply.json().path("errors").findValuesAsText("field").contains(field))
                .toList();
        return ReplyChecks.verdict(
                "errors for prompt, max_tokens, temperature and top_p in one answer",
                List.of(reply),
                only -> missing.isEmpty()
                        ? null
                        : "answered " + reply.exchange().summary() + " without an error for "
                                + String.join(", ", missing));
    }
}
