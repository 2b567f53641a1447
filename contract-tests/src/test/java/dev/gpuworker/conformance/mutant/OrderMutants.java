package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Job;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.wire.WireJson;
import java.util.List;

/** Workers whose events come in a wrong order, or whose streams end wrongly. */
final class OrderMutants {
    private OrderMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-206",
                        "started comes after the first token",
                        "comes first, in token, started",
                        behaviour -> behaviour.event((job, event) -> late(job, event))),
                Mutant.of(
                        "W-207",
                        "started comes twice",
                        "is the second started",
                        Change.event((job, event) -> event.is("started"), event -> List.of(event, event))),
                Mutant.of(
                        "W-208",
                        "end comes twice",
                        "is terminal event 2 of 2",
                        Change.event(
                                (job, event) -> job.isOf("finished-job") && event.is("end"),
                                event -> List.of(event, event))),
                Mutant.of(
                        "W-208",
                        "an error follows end",
                        "is terminal event 2 of 2",
                        Change.event(
                                (job, event) -> job.isOf("finished-job") && event.is("end"),
                                event -> List.of(
                                        event,
                                        Planned.of(
                                                "error",
                                                "{\"code\":\"INTERNAL\",\"message\":\"late\",\"retriable\":true}")))),
                Mutant.of(
                        "W-208",
                        "no terminal event comes",
                        "no terminal event in started",
                        Change.event((job, event) -> job.isOf("finished-job") && event.is("end"), event -> List.of())),
                Mutant.of(
                        "W-209",
                        "metrics follow the end",
                        "follows end",
                        Change.event((job, event) -> event.isTerminal(), event -> List.of(event, Planned.METRICS))),
                Mutant.of(
                                "W-209",
                                "a token follows the end",
                                "follows end",
                                Change.event(
                                        (job, event) -> job.isOf("finished-job") && event.is("end"),
                                        event -> List.of(
                                                event,
                                                Planned.of(
                                                        "token",
                                                        "{\"t\":\"late\",\"i\":"
                                                                + event.json().path("tokens_out") + "}"))))
                        .alsoBreaks("W-219", "W-229"),
                Mutant.of(
                        "W-210",
                        "the response stays open",
                        "was still open",
                        behaviour -> behaviour.quirk(Quirk.NEVER_CLOSES)),
                Mutant.of(
                        "W-210",
                        "the last chunk is missing",
                        "without the last chunk",
                        behaviour -> behaviour.quirk(Quirk.CUT_AFTER_TERMINAL)),
                Mutant.of(
                        "W-210",
                        "the connection is reset after the end",
                        "was reset",
                        behaviour -> behaviour.quirk(Quirk.RESET_AFTER_TERMINAL)),
                Mutant.of(
                        "W-211",
                        "pings are events",
                        "has a type that is not in the contract",
                        Change.event(
                                (job, event) -> event.isToken(0), event -> List.of(Planned.of("ping", "{}"), event))));
    }

    private static List<Planned> late(Job job, Planned event) {
        Planned started = new Planned(
                "started",
                WireJson.object()
                        .put("job_id", job.id())
                        .put("model", "m")
                        .put("started_at", "2025-10-05T12:00:00Z")
                        .set(
                                "seed",
                                job.request().has("seed")
                                        ? job.request().path("seed")
                                        : WireJson.object().numberNode(1)));
        if (event.is("started")) {
            return List.of();
        }
        if (event.isToken(0)) {
            return List.of(event, started);
        }
        return event.is("error") && job.tokens.get() == 0 ? List.of(started, event) : List.of(event);
    }
}
