package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.exercise.RefusedRequests;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.FieldError;
import java.util.List;
import java.util.function.Predicate;

/** Workers that accept, refuse or answer requests wrongly. */
final class RequestMutants {
    private RequestMutants() {}

    static List<Mutant> all() {
        return List.of(
                accepts(
                        "W-101",
                        "seed is required",
                        job -> !job.path("max_tokens").isNumber()),
                Mutant.of(
                        "W-102",
                        "stream as text/plain",
                        "the stream has content-type: text/plain",
                        Change.answer(WorkerReply::isStream, reply -> reply.with("Content-Type", "text/plain"))),
                Mutant.of(
                        "W-103",
                        "stream may be cached",
                        "the stream has no cache-control",
                        Change.answer(WorkerReply::isStream, reply -> reply.without("Cache-Control"))),
                accepts("W-104", "unknown fields are refused", job -> job.has("future_field")),
                accepts(
                        "W-105",
                        "top_p 0 is refused",
                        job -> job.has("top_p") && job.path("top_p").asDouble() == 0),
                accepts(
                        "W-106",
                        "max_tokens 2048 is refused",
                        job -> job.path("max_tokens").asInt() == 2048),
                accepts(
                        "W-107",
                        "seed is a signed integer",
                        job -> job.path("seed").isBigInteger()),
                accepts(
                        "W-108",
                        "prompt is counted in UTF-16 units",
                        job -> job.path("prompt").asText().length() > 32768),
                accepts(
                        "W-109",
                        "job_id has 255 characters at most",
                        job -> job.path("job_id").asText().length() > 255),
                unchecked("W-111", "job_id", "max_length"),
                unchecked("W-112", "prompt", "length"),
                unchecked("W-113", "max_tokens", "range"),
                unchecked("W-114", "temperature", "range"),
                unchecked("W-115", "top_p", "range").alsoBreaks("W-124"),
                unchecked("W-116", "top_k", "range"),
                unchecked("W-117", "min_p", "range"),
                unchecked("W-118", "repetition_penalty", "range"),
                unchecked("W-119", "stop", "max_count"),
                unchecked("W-120", "seed", "range"),
                Mutant.of(
                        "W-116",
                        "top_k is not held against the vocabulary",
                        "top-k-too-large",
                        behaviour -> behaviour.errors(
                                (job, errors) -> job.request().path("top_k").asLong() == 32001 ? List.of() : errors)),
                Mutant.of(
                        "W-121",
                        "missing fields are told as 422",
                        "answered 422",
                        behaviour -> behaviour.reply(
                                (request, reply) -> request.path().equals("/execute") && onlyRequired(reply)
                                        ? reply.withStatus(422)
                                                .with("Content-Type", "text/plain")
                                                .withBody("missing field")
                                        : reply)),
                Mutant.of(
                        "W-122",
                        "types are told in the parser's words",
                        "no error has field",
                        Change.errors(
                                error -> error.constraint().startsWith("type(") ? told(error, "invalid_type") : error)),
                unchecked("W-122", "stop[0]", "type"),
                Mutant.of(
                        "W-123",
                        "an array is an internal error",
                        "answered 500",
                        Change.reply(
                                request -> request.bodyText().equals("[]"),
                                reply -> WorkerReply.refusal(500, ErrorCode.INTERNAL, "no object"))),
                Mutant.of(
                        "W-123",
                        "bad JSON has a constraint of its own",
                        "answered 400 with errors",
                        Change.reply(
                                request -> request.path().equals("/execute"),
                                reply -> reply.replacing("valid_json", "syntax"))),
                Mutant.of(
                        "W-124",
                        "only the first error is told",
                        "without an error for max_tokens",
                        behaviour -> behaviour.errors(
                                (job, errors) -> errors.stream().limit(1).toList())),
                Mutant.of(
                        "W-125",
                        "no message in the envelope",
                        "lacks message",
                        Change.answer(
                                reply -> reply.status() == 400,
                                reply -> Change.json(reply, json -> json.remove("message")))),
                Mutant.of(
                        "W-125",
                        "the envelope is missing",
                        "code",
                        Change.answer(
                                reply -> reply.status() == 400,
                                reply -> Change.json(
                                        reply, json -> json.remove(List.of("code", "message", "retriable"))))),
                Mutant.of(
                        "W-126",
                        "errors without a message",
                        "an error lacks message",
                        Change.answer(reply -> reply.status() == 400, RequestMutants::withoutMessages)),
                Mutant.of(
                        "W-127",
                        "errors tell the prompt",
                        "repeats the text",
                        behaviour -> behaviour.errors((job, errors) -> errors.stream()
                                .map(error -> error.field().equals("prompt")
                                        ? new FieldError(
                                                error.field(),
                                                error.constraint(),
                                                error.message(),
                                                job.request().path("prompt").toString())
                                        : error)
                                .toList())),
                Mutant.of(
                        "W-127",
                        "errors tell the stop sequence",
                        "repeats the text",
                        Change.errors(error -> error.field().startsWith("stop")
                                ? new FieldError(
                                        error.field(), error.constraint(), "too long: " + RefusedRequests.SECRET, null)
                                : error)),
                Mutant.of(
                        "W-129",
                        "a refusal leaves the worker unable to work",
                        "answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("good-job-afterwards"),
                                reply -> WorkerReply.refusal(500, ErrorCode.INTERNAL, "broken"))),
                Mutant.of(
                        "W-130",
                        "other types are answered with 400",
                        "answered 400",
                        Change.answer(reply -> reply.status() == 415, reply -> reply.withStatus(400))),
                Mutant.of(
                        "W-130",
                        "other types are refused in plain text",
                        "is not application/json",
                        Change.answer(
                                reply -> reply.status() == 415,
                                reply ->
                                        reply.with("Content-Type", "text/plain").withBody("Unsupported"))),
                Mutant.of(
                        "W-131",
                        "a content type is required",
                        "answered 415",
                        Change.reply(
                                request -> request.method().equals("POST")
                                        && request.path().equals("/execute")
                                        && request.header("content-type").isEmpty(),
                                reply -> WorkerReply.refusal(415, ErrorCode.INVALID_REQUEST, "no type"))),
                Mutant.of(
                        "W-132",
                        "large bodies are answered with 400",
                        "answered 400",
                        Change.answer(reply -> reply.status() == 413, reply -> reply.withStatus(400))),
                Mutant.of(
                        "W-140",
                        "content types are compared as a whole",
                        "answered 415",
                        Change.reply(
                                request -> request.header("content-type").contains("charset"),
                                reply -> WorkerReply.refusal(415, ErrorCode.INVALID_REQUEST, "charset"))));
    }

    private static Mutant accepts(String rule, String name, Predicate<JsonNode> refused) {
        return Mutant.of(rule, name, "the job was answered 400", Change.refuses(job -> refused.test(job.request())));
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

    private static FieldError told(FieldError error, String constraint) {
        return new FieldError(error.field(), constraint, error.message(), error.value());
    }

    private static boolean onlyRequired(WorkerReply reply) {
        return reply.status() == 400
                && reply.body().contains("\"required\"")
                && !reply.body().contains("range");
    }

    private static WorkerReply withoutMessages(WorkerReply reply) {
        return Change.json(reply, json -> json.path("errors").forEach(error -> ((ObjectNode) error).remove("message")));
    }
}
