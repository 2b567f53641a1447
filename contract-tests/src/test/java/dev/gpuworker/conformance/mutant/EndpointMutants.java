package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Quirk;
import java.util.List;

/** Workers that shut down wrongly, lose correlation ids, or know no wrong paths. */
final class EndpointMutants {
    private EndpointMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "W-372",
                                "a foreign page is refused with 401",
                                "answered 401",
                                Change.answer(reply -> reply.status() == 403, reply -> reply.withStatus(401)))
                        .alsoBreaks("W-403"),
                Mutant.of(
                                "W-372",
                                "a foreign page may try again",
                                "says retriable true",
                                Change.answer(
                                        reply -> reply.status() == 403,
                                        reply -> reply.replacing("\"retriable\":false", "\"retriable\":true")))
                        .alsoBreaks("W-402"),
                Mutant.of(
                        "W-340",
                        "/shutdown answers 200",
                        "answered 200",
                        Change.reply(request -> request.path().equals("/shutdown"), reply -> reply.withStatus(200))),
                Mutant.of(
                        "W-341",
                        "a draining worker takes jobs",
                        "answered 200",
                        behaviour -> behaviour.quirk(Quirk.DRAINING_ACCEPTS)),
                Mutant.of(
                        "W-342",
                        "/shutdown ends the running job",
                        "the running job's stream was",
                        behaviour -> behaviour.quirk(Quirk.SHUTDOWN_KILLS_JOB)),
                Mutant.of(
                        "W-343",
                        "the worker outlives its shutdown",
                        "the worker still listened",
                        behaviour -> behaviour.quirk(Quirk.SHUTDOWN_NEVER_EXITS)),
                Mutant.of(
                        "W-360",
                        "ids are echoed in lower case",
                        "X-Correlation-ID \"verify-correlation-1\"",
                        Change.answer(
                                reply -> true,
                                reply -> reply.headers()
                                                .getOrDefault("X-Correlation-ID", "")
                                                .startsWith("Verify")
                                        ? reply.with("X-Correlation-ID", "verify-correlation-1")
                                        : reply)),
                Mutant.of(
                        "W-361",
                        "bad ids are echoed",
                        "expected a UUID v4",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.header("x-correlation-id").isEmpty()
                                        ? reply
                                        : reply.with("X-Correlation-ID", request.header("x-correlation-id")))),
                Mutant.of(
                        "W-362",
                        "no ids are made",
                        "has no X-Correlation-ID",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.header("x-correlation-id").isEmpty()
                                        ? reply.without("X-Correlation-ID")
                                        : reply)),
                Mutant.of(
                        "W-362",
                        "no ids are made for cancels",
                        "has no X-Correlation-ID",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.path().equals("/cancel") ? reply.without("X-Correlation-ID") : reply)),
                Mutant.of(
                        "W-362",
                        "one id is made for all",
                        "of an earlier answer",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.header("x-correlation-id").isEmpty()
                                        ? reply.with("X-Correlation-ID", "4b1a6c9e-6a55-4d0e-9c4e-0f6a2b7c8d11")
                                        : reply)),
                Mutant.of(
                        "W-370",
                        "unknown paths get a page",
                        "is not application/json",
                        Change.answer(
                                reply -> reply.status() == 404,
                                reply -> reply.with("Content-Type", "text/html").withBody("<h1>404</h1>"))),
                Mutant.of(
                        "W-371",
                        "wrong methods get 404",
                        "answered 404",
                        Change.answer(reply -> reply.status() == 405, reply -> reply.withStatus(404))));
    }
}
