package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Quirk;
import java.util.List;

/** Workers that share badly. */
final class SharedMutants {
    private SharedMutants() {}

    static List<Mutant> all() {
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
                        .alsoBreaks("W-138"));
    }
}
