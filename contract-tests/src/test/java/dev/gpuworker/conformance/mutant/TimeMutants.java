package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Quirk;
import java.util.List;

/** Workers whose events come too late, or that tell wrong times. */
final class TimeMutants {
    private TimeMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-221",
                        "decode_time_ms counts microseconds",
                        "the client saw",
                        Change.event(
                                "end",
                                json -> json.put(
                                        "decode_time_ms",
                                        json.path("decode_time_ms").asLong() * 1000))),
                Mutant.of(
                        "W-221",
                        "decode_time_ms is always 0",
                        "the client saw",
                        Change.event("end", json -> json.put("decode_time_ms", 0))),
                Mutant.of(
                        "W-221",
                        "decode_time_ms counts the wait in the queue",
                        "time in the queue is not part of the time",
                        behaviour -> behaviour.event((job, event) -> List.of(
                                event.is("end")
                                        ? event.changed(json -> json.put(
                                                "decode_time_ms", (System.nanoTime() - job.takenNanos) / 1_000_000))
                                        : event))),
                Mutant.of(
                                "W-224",
                                "all events come in one burst",
                                "came in a burst",
                                // the longest job must be over before the client has waited for long enough
                                behaviour -> behaviour
                                        .quirk(Quirk.BURST)
                                        .tokenMillis(4)
                                        .eosAfter(job -> 600))
                        .alsoBreaks("W-225"),
                Mutant.of(
                        "W-224",
                        "tokens come in one burst",
                        "came in a burst",
                        behaviour -> behaviour.quirk(Quirk.BURST_AFTER_STARTED)),
                Mutant.of(
                        "W-225",
                        "started waits for the first token",
                        "came late",
                        behaviour -> behaviour
                                .quirk(Quirk.STARTED_WITH_FIRST_TOKEN)
                                .firstTokenMillis(job -> job.isOf("finished-job") ? 300 : 10)),
                Mutant.of(
                        "W-225",
                        "started is 60 ms late",
                        "the median of",
                        behaviour ->
                                behaviour.quirk(Quirk.STARTED_WITH_FIRST_TOKEN).firstTokenMillis(job -> 60)),
                Mutant.of(
                        "W-248",
                        "tokens leave eight at a time",
                        "was followed by tokens in groups",
                        behaviour -> behaviour.quirk(Quirk.PIECES_OF_EIGHT_EVENTS)));
    }
}
