package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Workers that report failures wrongly. */
final class ErrorMutants {
    private ErrorMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-235",
                        "lack of VRAM is reported as INTERNAL",
                        "the stream was started, error",
                        provoked("VRAM_OOM")),
                Mutant.of(
                        "W-236",
                        "/health is always healthy",
                        "/health said status \"healthy\"",
                        Change.health(json -> json.put("status", "healthy"))),
                Mutant.of(
                        "W-236",
                        "/health is unhealthy for ever",
                        "then /health said status \"unhealthy\"",
                        behaviour -> {
                            AtomicBoolean failed = new AtomicBoolean();
                            return Change.health(json -> json.put("status", failed.get() ? "unhealthy" : "healthy"))
                                    .apply(behaviour.event((job, event) -> {
                                        failed.compareAndSet(
                                                false,
                                                event.json()
                                                        .path("code")
                                                        .asText()
                                                        .equals("VRAM_OOM"));
                                        return List.of(event);
                                    }));
                        }),
                Mutant.of(
                        "W-239",
                        "the inference timeout ends well",
                        "the stream was started, end",
                        Change.event(
                                (job, event) ->
                                        event.json().path("code").asText().equals("INFERENCE_TIMEOUT"),
                                event -> List.of(Planned.of("end", "{\"tokens_out\":0,\"decode_time_ms\":1}")))),
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
}
