package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.exercise.RefusedRequests;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.FieldError;
import java.util.List;

/** Workers whose refusals have a wrong form. */
final class EnvelopeMutants {
    private EnvelopeMutants() {}

    static List<Mutant> all() {
        return List.of(
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
                        Change.answer(reply -> reply.status() == 400, EnvelopeMutants::withoutMessages)),
                Mutant.of(
                        "W-127",
                        "errors repeat the prompt",
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
                        "errors repeat the stop sequence",
                        "repeats the text",
                        Change.errors(error -> error.field().startsWith("stop")
                                ? new FieldError(
                                        error.field(), error.constraint(), "too long: " + RefusedRequests.SECRET, null)
                                : error)),
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
                                reply -> reply.refused(415, ErrorCode.INVALID_REQUEST, "no type"))),
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
                                reply -> reply.refused(415, ErrorCode.INVALID_REQUEST, "charset"))));
    }

    private static WorkerReply withoutMessages(WorkerReply reply) {
        return Change.json(reply, json -> json.path("errors").forEach(error -> ((ObjectNode) error).remove("message")));
    }
}
