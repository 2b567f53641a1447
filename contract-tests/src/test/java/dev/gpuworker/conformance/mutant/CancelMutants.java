package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Workers whose cancels are wrong. */
final class CancelMutants {
    private CancelMutants() {}

    static List<Mutant> all() {
        return List.of(
                cancel("W-320", "the first cancel gets 200", "cancel-running-1-job", 0, 200),
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
                cancel("W-324", "a second cancel gets 404", "cancel-running-1-job", 1, 404),
                cancel("W-324", "a second cancel of a waiting job gets 409", "cancel-waiting-1-waiting", 1, 409),
                Mutant.of(
                        "W-324",
                        "a second cancel gets 409 while the first takes effect",
                        "answered 409",
                        behaviour -> behaviour.quirk(Quirk.CANCEL_AGAIN_CONFLICTS)),
                cancel("W-325", "an unknown job gets 404", "cancel-nothing-1-never-sent", 0, 404),
                cancel("W-326", "an ended job gets 409", "cancel-running-1-job", 2, 409),
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
                        "W-327",
                        "a cancel without a job_id gets another constraint",
                        "no error has field job_id and constraint required",
                        cancel400(reply -> reply.replacing("\"required\"", "\"type(string)\""))),
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
                cancel("W-329", "a waiting job gets 404", "cancel-waiting-1-waiting", 0, 404),
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
                        "is the terminal event of a cancelled job, like two others",
                        ends("cancel-early")),
                Mutant.of(
                        "W-331",
                        "an early cancel does nothing",
                        "is the terminal event of a cancelled job, like two others",
                        behaviour -> behaviour.ignoresCancelOf(job -> job.isOf("cancel-early"))),
                Mutant.of(
                        "W-331",
                        "an early cancel ends with end, and most jobs after 0, 1 or 3 tokens",
                        "is the terminal event of a cancelled job, like two others",
                        behaviour -> ends("cancel-early").apply(behaviour.eosAfter(ShortJobs.exceptChats()))),
                Mutant.of(
                        "W-321",
                        "a cancel does nothing, and most jobs end after 0, 1 or 3 tokens",
                        "is the terminal event of a cancelled job",
                        behaviour -> behaviour
                                .eosAfter(ShortJobs.exceptChats())
                                .ignoresCancelOf(job -> job.isOf("cancel-running"))));
    }

    private static UnaryOperator<Behaviour> cancel400(UnaryOperator<WorkerReply> change) {
        return behaviour -> behaviour.reply((request, reply) ->
                request.path().equals("/cancel") && reply.status() == 400 ? change.apply(reply) : reply);
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
        return behaviour ->
                behaviour.event((job, event) -> job.id().contains("-job") && job.isOf(exercise) && event.is("error")
                        ? List.of(Planned.of("end", "{\"tokens_out\":" + job.tokens.get() + ",\"decode_time_ms\":1}"))
                        : List.of(event));
    }
}
