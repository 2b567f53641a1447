package dev.gpuworker.conformance.mutant;

import dev.gpuworker.wire.ErrorCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Workers whose other endpoints are wrong, that share badly, or that forget clients. */
final class EndpointMutants {
    private EndpointMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-301",
                        "/health is text",
                        "is not application/json",
                        Change.reply(EndpointMutants::asksHealth, reply -> reply.with("Content-Type", "text/plain"))),
                Mutant.of(
                                "W-301",
                                "/health is 503",
                                "answered 503",
                                Change.reply(EndpointMutants::asksHealth, reply -> reply.withStatus(503)))
                        .alsoBreaks("W-311", "W-236", "W-238", "W-240", "W-242", "W-243", "W-244"),
                Mutant.of("W-302", "status is ok", "has status \"ok\"", Change.health(json -> json.put("status", "ok")))
                        .alsoBreaks("W-236"),
                Mutant.of(
                        "W-303",
                        "resident is a string",
                        "has resident \"yes\"",
                        Change.health(json -> json.put("resident", "yes"))),
                Mutant.of(
                        "W-304",
                        "quant_kind is unknown",
                        "has quant_kind \"FP8\"",
                        Change.health(json -> json.put("quant_kind", "FP8"))),
                Mutant.of(
                        "W-305",
                        "vram_bytes_used has another name",
                        "lacks vram_bytes_used",
                        Change.health(json -> json.put("vram_bytes", 5).remove("vram_bytes_used"))),
                Mutant.of(
                        "W-306",
                        "tokenizer_kind is unknown",
                        "has tokenizer_kind \"bpe\"",
                        Change.health(json -> json.put("tokenizer_kind", "bpe"))),
                Mutant.of(
                        "W-307",
                        "vocab_size is 0",
                        "has vocab_size 0",
                        Change.health(json -> json.put("vocab_size", 0))),
                Mutant.of(
                        "W-308",
                        "context_length is left out",
                        "lacks context_length",
                        Change.health(json -> json.remove("context_length"))),
                Mutant.of(
                        "W-309",
                        "uptime_seconds is a string",
                        "has uptime_seconds \"5\"",
                        Change.health(json -> json.put("uptime_seconds", "5"))),
                Mutant.of("W-310", "mock is false", "has mock false", Change.health(json -> json.put("mock", false))),
                Mutant.of(
                        "W-310",
                        "a mock that does not name itself",
                        "says mock: true with Server",
                        Change.health(json -> json.put("mock", true))),
                Mutant.of(
                                "W-311",
                                "/health waits for the job",
                                "when the job was over",
                                behaviour -> behaviour.quirk(Quirk.HEALTH_WAITS_FOR_JOB))
                        .alsoBreaks("W-313", "W-244"),
                Mutant.of(
                        "W-312",
                        "/health takes 40 ms",
                        "/health answered after",
                        behaviour -> behaviour.quirk(Quirk.HEALTH_SLOW_WHEN_IDLE)),
                Mutant.of(
                        "W-313",
                        "/health takes 40 ms while a job runs",
                        "/health answered after",
                        behaviour -> behaviour.quirk(Quirk.HEALTH_SLOW_WHILE_BUSY)),
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
                        "W-350",
                        "/metrics is JSON",
                        "answered with Content-Type application/json",
                        metrics(reply -> reply.with("Content-Type", "application/json"))),
                Mutant.of(
                        "W-350",
                        "/metrics has other lines",
                        "not Prometheus text: ok",
                        metrics(reply -> reply.withBody(reply.body() + "ok!\n"))),
                Mutant.of(
                        "W-351",
                        "/metrics has other names",
                        "lacks worker_vram_bytes",
                        metrics(reply -> reply.replacing("worker_vram_bytes", "vram"))),
                Mutant.of(
                        "W-352",
                        "an outcome of its own",
                        "has outcome \"ok\"",
                        metrics(reply -> reply.withBody(reply.body() + "worker_requests_total{outcome=\"ok\"} 1\n"))),
                Mutant.of(
                        "W-353",
                        "nothing is counted",
                        "successes rose by 0.0",
                        metrics(reply -> reply.withBody(ReferenceMetrics.text(0, 0)))),
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
                        "which is no UUID v4",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.header("x-correlation-id").isEmpty()
                                        ? reply
                                        : reply.with("X-Correlation-ID", request.header("x-correlation-id")))),
                Mutant.of(
                        "W-362",
                        "no ids are made",
                        "X-Correlation-ID \"\"",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.header("x-correlation-id").isEmpty()
                                        ? reply.without("X-Correlation-ID")
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
                        Change.answer(reply -> reply.status() == 405, reply -> reply.withStatus(404))),
                Mutant.of(
                        "W-401",
                        "a code of its own",
                        "BAD_CANCEL",
                        cancel400(reply -> reply.replacing("INVALID_REQUEST", "BAD_CANCEL"))),
                Mutant.of(
                        "W-402",
                        "a cancelled job may be sent again",
                        "has {\"code\":\"CANCELLED\"",
                        Change.event("error", json -> json.put("retriable", true))),
                Mutant.of(
                        "W-403",
                        "a status that is not the code's",
                        "400 with code \"CANCELLED\"",
                        cancel400(reply -> reply.replacing("INVALID_REQUEST", "CANCELLED"))));
    }

    static List<Mutant> shared() {
        return List.of(
                Mutant.of(
                                "W-133",
                                "jobs interleave",
                                "was running",
                                behaviour -> behaviour.quirk(Quirk.JOBS_INTERLEAVE))
                        // the second job may be over before its id is sent again
                        .alsoBreaks("W-328")
                        .sometimesBreaks("W-138"),
                Mutant.of(
                        "W-134",
                        "a refusal without Retry-After",
                        "503 without Retry-After",
                        behaviour -> Change.answer(
                                        reply -> reply.status() == 503, reply -> reply.without("Retry-After"))
                                .apply(behaviour.quirk(Quirk.REFUSES_SECOND_JOB))),
                Mutant.of(
                        "W-134",
                        "Retry-After is a word",
                        "Retry-After \"soon\"",
                        behaviour -> Change.answer(
                                        reply -> reply.status() == 503, reply -> reply.with("Retry-After", "soon"))
                                .apply(behaviour.quirk(Quirk.REFUSES_SECOND_JOB))),
                Mutant.of(
                        "W-135",
                        "the last job comes first",
                        "came before the second job",
                        behaviour -> behaviour.quirk(Quirk.LAST_JOB_FIRST)),
                Mutant.of(
                        "W-136",
                        "running ids are accepted",
                        "answered 200",
                        behaviour -> behaviour.quirk(Quirk.DUPLICATES_ACCEPTED)),
                Mutant.of(
                        "W-137",
                        "ids are never free again",
                        "answered 409",
                        behaviour -> behaviour.quirk(Quirk.IDS_NEVER_REUSED)),
                Mutant.of(
                        "W-138",
                        "waiting ids are accepted",
                        "answered 200",
                        behaviour -> behaviour.quirk(Quirk.DUPLICATES_OF_WAITING_ACCEPTED)),
                Mutant.of(
                                "W-141",
                                "any cancel reaches every job",
                                "the stream was started",
                                behaviour -> behaviour.quirk(Quirk.CANCEL_ANY_ID))
                        .alsoBreaks("W-138"),
                Mutant.of(
                        "W-235",
                        "lack of VRAM is told as INTERNAL",
                        "the stream was started, error",
                        provoked("VRAM_OOM")),
                Mutant.of(
                        "W-236",
                        "/health is always healthy",
                        "/health said \"healthy\"",
                        Change.health(json -> json.put("status", "healthy"))),
                Mutant.of("W-236", "/health is unhealthy for ever", "then /health said \"unhealthy\"", behaviour -> {
                    AtomicBoolean failed = new AtomicBoolean();
                    return Change.health(json -> json.put("status", failed.get() ? "unhealthy" : "healthy"))
                            .apply(behaviour.event((job, event) -> {
                                failed.compareAndSet(
                                        false,
                                        event.json().path("code").asText().equals("VRAM_OOM"));
                                return List.of(event);
                            }));
                }),
                Mutant.of(
                                "W-237",
                                "a client that is gone is not noticed",
                                "from closing the connection",
                                behaviour -> behaviour.quirk(Quirk.DISCONNECT_IGNORED))
                        .alsoBreaks("W-241"),
                Mutant.of(
                        "W-238",
                        "a client that is gone breaks the worker",
                        "the next job answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("client-gone-1-next-job"),
                                reply -> WorkerReply.refusal(500, ErrorCode.INTERNAL, "broken"))),
                Mutant.of(
                        "W-241",
                        "a reset is not noticed",
                        "from resetting the connection",
                        behaviour -> behaviour.quirk(Quirk.RESET_IGNORED)),
                Mutant.of(
                        "W-242",
                        "a reset breaks the worker",
                        "the next job answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("client-reset-1-next-job"),
                                reply -> WorkerReply.refusal(500, ErrorCode.INTERNAL, "broken"))),
                Mutant.of(
                        "W-243",
                        "half a connection freezes its stream",
                        "client-half-closed/job: the stream was started",
                        behaviour -> behaviour.quirk(Quirk.HALF_CLOSED_HANGS)),
                Mutant.of(
                        "W-244",
                        "a client that does not read holds the slot",
                        "the next job started after",
                        behaviour -> behaviour
                                .quirk(Quirk.SMALL_SEND_BUFFER)
                                .text((job, i) -> job.id().contains("stalled-reader")
                                        ? " long".repeat(6000)
                                        : ReferenceText.token(job, i))),
                Mutant.of(
                                "W-245",
                                "tokens are dropped while a client does not read",
                                "tokens in their places",
                                Change.event(
                                        (job, event) -> job.id().contains("stalled-reader-1-job") && event.isToken(12),
                                        event -> List.of()))
                        .alsoBreaks("W-217"),
                Mutant.of(
                        "W-239",
                        "the inference timeout ends well",
                        "the stream was started, end",
                        Change.event(
                                (job, event) ->
                                        event.json().path("code").asText().equals("INFERENCE_TIMEOUT"),
                                event -> List.of(Planned.of("end", "{\"tokens_out\":0,\"decode_time_ms\":1}")))),
                Mutant.of("W-240", "a slow reader blocks /health", "/health answered 503", behaviour -> {
                    AtomicBoolean slow = new AtomicBoolean();
                    return Change.reply(
                                    request -> request.path().equals("/health") && slow.get(),
                                    reply -> reply.withStatus(503))
                            .apply(behaviour.event((job, event) -> {
                                slow.set(job.id().contains("slow-reader") && !event.isTerminal());
                                return List.of(event);
                            }));
                }),
                cancel("W-320", "the first cancel gets 200", "cancel-running-1-job", 0, 200),
                cancel("W-324", "a second cancel gets 404", "cancel-running-1-job", 1, 404),
                cancel("W-325", "an unknown job gets 404", "cancel-nothing-1-never-sent", 0, 404),
                cancel("W-326", "an ended job gets 409", "cancel-running-1-job", 2, 409),
                cancel("W-329", "a waiting job gets 404", "cancel-waiting-1-waiting", 0, 404),
                Mutant.of(
                        "W-321",
                        "a cancelled job ends with end",
                        "is the terminal event of a cancelled job",
                        ends("cancel-running")),
                Mutant.of(
                        "W-321",
                        "a cancel does nothing",
                        "is the terminal event of a cancelled job",
                        behaviour -> behaviour.ignoresCancelOf(job -> job.id().contains("cancel-running"))),
                Mutant.of(
                        "W-322",
                        "a cancel takes 400 ms",
                        "from the cancel to the terminal event",
                        behaviour -> behaviour.quirk(Quirk.CANCEL_SLOW)),
                Mutant.of(
                        "W-323",
                        "a cancelled job keeps the slot",
                        "the next job started after 5",
                        behaviour -> behaviour.quirk(Quirk.SLOT_FREED_LATE)),
                Mutant.of(
                        "W-327",
                        "a cancel of nothing gets 202",
                        "answered 202",
                        cancel400(reply -> reply.withStatus(202))),
                Mutant.of(
                        "W-327",
                        "a cancel of a number gets 202",
                        "answered 202",
                        behaviour -> behaviour.reply((request, reply) ->
                                request.bodyText().equals("{\"job_id\":5}") ? reply.withStatus(202) : reply)),
                Mutant.of(
                        "W-328",
                        "a cancelled waiting job runs",
                        "started, token, error",
                        behaviour -> behaviour.quirk(Quirk.WAITING_JOB_RUNS_CANCELLED)),
                Mutant.of(
                                "W-328",
                                "a cancelled waiting job vanishes",
                                "answered with no event",
                                behaviour -> behaviour.quirk(Quirk.WAITING_JOB_VANISHES))
                        .alsoBreaks("W-206", "W-208"),
                Mutant.of(
                        "W-330",
                        "a lost race is an internal error",
                        "the race left started",
                        Change.event(
                                (job, event) -> job.id().contains("cancel-race") && event.is("error"),
                                event -> List.of(event.changed(
                                        json -> json.put("code", "INTERNAL").put("retriable", true))))),
                Mutant.of(
                        "W-331",
                        "an early cancel ends with end",
                        "is the terminal event of a cancelled job",
                        ends("cancel-early")));
    }

    private static boolean asksHealth(WorkerRequest request) {
        return request.path().equals("/health") && request.method().equals("GET");
    }

    private static UnaryOperator<Behaviour> metrics(UnaryOperator<WorkerReply> change) {
        return Change.reply(request -> request.path().equals("/metrics"), change);
    }

    private static UnaryOperator<Behaviour> cancel400(UnaryOperator<WorkerReply> change) {
        return behaviour -> behaviour.reply((request, reply) ->
                request.path().equals("/cancel") && reply.status() == 400 ? change.apply(reply) : reply);
    }

    private static UnaryOperator<Behaviour> provoked(String code) {
        return Change.event(
                (job, event) -> event.json().path("code").asText().equals(code),
                event -> List.of(
                        event.changed(json -> json.put("code", "INTERNAL").put("retriable", true))));
    }

    /** Answers the nth cancel of a job with another status. */
    private static Mutant cancel(String rule, String name, String job, int nth, int status) {
        return Mutant.of(rule, name, "answered " + status, behaviour -> {
            AtomicInteger count = new AtomicInteger();
            return behaviour.reply((request, reply) -> request.path().equals("/cancel")
                            && request.bodyText().contains(job)
                            && count.getAndIncrement() == nth
                    ? reply.withStatus(status)
                    : reply);
        });
    }

    private static UnaryOperator<Behaviour> ends(String exercise) {
        return behaviour -> behaviour.event((job, event) -> job.id().contains(exercise + "-1-job") && event.is("error")
                ? List.of(Planned.of("end", "{\"tokens_out\":" + job.tokens.get() + ",\"decode_time_ms\":1}"))
                : List.of(event));
    }
}
