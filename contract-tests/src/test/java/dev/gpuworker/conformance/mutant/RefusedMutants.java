package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.FieldError;
import java.util.List;
import java.util.function.Predicate;

/** Workers that take on bad jobs, or tell wrongly what is wrong with them. */
final class RefusedMutants {
    private RefusedMutants() {}

    static List<Mutant> all() {
        return List.of(
                unchecked("W-111", "job_id", "max_length"),
                unchecked("W-112", "prompt", "length"),
                unchecked("W-113", "max_tokens", "range"),
                unchecked("W-114", "temperature", "range"),
                unchecked("W-115", "top_p", "range").alsoBreaks("W-124"),
                unchecked("W-116", "top_k", "range"),
                Mutant.of(
                        "W-116",
                        "top_k is not held against the vocabulary",
                        "top-k-too-large",
                        behaviour -> behaviour.errors(
                                (job, errors) -> job.request().path("top_k").asLong() == 32001 ? List.of() : errors)),
                unchecked("W-117", "min_p", "range"),
                unchecked("W-118", "repetition_penalty", "range"),
                unchecked("W-119", "stop", "max_count"),
                unchecked("W-120", "seed", "range"),
                Mutant.of(
                        "W-121",
                        "missing fields are refused with 422",
                        "answered 422",
                        behaviour -> behaviour.reply(
                                (request, reply) -> request.path().equals("/execute") && onlyRequired(reply)
                                        ? reply.withStatus(422)
                                                .with("Content-Type", "text/plain")
                                                .withBody("missing field")
                                        : reply)),
                Mutant.of(
                        "W-122",
                        "types are reported in the parser's words",
                        "no error has field",
                        Change.errors(
                                error -> error.constraint().startsWith("type(") ? told(error, "invalid_type") : error)),
                unchecked("W-122", "stop[0]", "type"),
                lax("a number in a string is read as the number", JsonNode::isTextual, "type(integer)", "type(number)"),
                lax("true is read as 1", JsonNode::isBoolean, "type(integer)", "type(number)"),
                lax("a number is read as a string", JsonNode::isNumber, "type(string)")
                        .alsoBreaks("W-212"),
                Mutant.of(
                                "W-119",
                                "errors of stop items name stop.0",
                                "no error has field stop",
                                Change.reply(
                                        request -> request.path().equals("/execute"),
                                        reply -> reply.replacing("\"stop[0]\"", "\"stop.0\"")))
                        .alsoBreaks("W-122"),
                Mutant.of(
                        "W-123",
                        "an array is an internal error",
                        "answered 500",
                        Change.reply(
                                request -> request.bodyText().equals("[]"),
                                reply -> reply.refused(500, ErrorCode.INTERNAL, "no object"))),
                Mutant.of(
                        "W-123",
                        "bad JSON has a constraint of its own",
                        "answered 400 with errors",
                        Change.reply(
                                request -> request.path().equals("/execute"),
                                reply -> reply.replacing("valid_json", "syntax"))),
                Mutant.of(
                        "W-124",
                        "only the first error is reported",
                        "without an error for max_tokens",
                        behaviour -> behaviour.errors(
                                (job, errors) -> errors.stream().limit(1).toList())),
                Mutant.of(
                        "W-129",
                        "a refusal leaves the worker unable to work",
                        "answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("good-job-afterwards"),
                                reply -> reply.refused(500, ErrorCode.INTERNAL, "broken"))));
    }

    private static Mutant unchecked(String rule, String field, String constraint) {
        boolean several = field.equals("max_tokens") || field.equals("temperature");
        Mutant mutant = Mutant.of(
                rule,
                field + " is not checked for " + constraint,
                "answered 200",
                Change.unchecked(error ->
                        error.field().equals(field) && error.constraint().startsWith(constraint)));
        return several ? mutant.alsoBreaks("W-124") : mutant;
    }

    /** Reads values of another type as languages with lax types do. */
    private static Mutant lax(String name, Predicate<JsonNode> values, String... constraints) {
        return Mutant.of(
                "W-122",
                name,
                "answered 200",
                behaviour -> behaviour.errors((job, errors) -> errors.stream()
                        .filter(error -> !(List.of(constraints).contains(error.constraint())
                                && values.test(job.request().path(error.field()))))
                        .toList()));
    }

    private static FieldError told(FieldError error, String constraint) {
        return new FieldError(error.field(), constraint, error.message(), error.value());
    }

    private static boolean onlyRequired(WorkerReply reply) {
        return reply.status() == 400
                && reply.body().contains("\"required\"")
                && !reply.body().contains("range");
    }
}
