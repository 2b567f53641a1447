package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Planned;
import java.math.BigInteger;
import java.util.List;

/** Workers whose events carry the wrong things. */
final class EventMutants {
    private EventMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-249",
                        "the chosen seed needs 64 bits",
                        "has seed 13679457532755275413",
                        Change.event("started", json -> {
                            if (json.has("seed")) {
                                json.put("seed", new BigInteger("13679457532755275413"));
                            }
                        })),
                Mutant.of(
                        "W-212",
                        "job_id of another",
                        "but the request has",
                        Change.event("started", json -> json.put("job_id", "another"))),
                Mutant.of(
                        "W-213",
                        "model is empty",
                        "model \"\"",
                        Change.event("started", json -> json.put("model", ""))),
                Mutant.of(
                        "W-214",
                        "started_at is a number in a string",
                        "started_at \"0\"",
                        Change.event("started", json -> json.put("started_at", "0"))),
                Mutant.of(
                        "W-214",
                        "started_at is local time",
                        "is not UTC",
                        Change.event("started", json -> json.put("started_at", "2025-10-05T12:00:00+02:00"))),
                Mutant.of(
                        "W-215",
                        "the chosen seed is not sent",
                        "lacks seed",
                        Change.event("started", json -> json.remove("seed"))),
                Mutant.of(
                        "W-215",
                        "started carries another seed than the request",
                        "has seed 43, but the request has 42",
                        Change.event("started", json -> json.put("seed", 43))),
                Mutant.of(
                        "W-216",
                        "t is a number",
                        "has t 5",
                        Change.event(
                                (job, event) -> event.isToken(20),
                                event -> List.of(event.changed(json -> json.put("t", 5))))),
                Mutant.of(
                                "W-217",
                                "i begins with 1",
                                "has i 1, expected 0",
                                Change.event(
                                        "token",
                                        json -> json.put("i", json.path("i").asInt() + 1)))
                        .alsoBreaks("W-245"),
                Mutant.of(
                                "W-217",
                                "i has a gap",
                                "has i 21, expected 20",
                                Change.event(
                                        (job, event) -> event.isToken(20),
                                        event -> List.of(event.changed(json -> json.put("i", 21)))))
                        .alsoBreaks("W-245"),
                Mutant.of(
                        "W-218",
                        "metrics lack vram_bytes",
                        "lacks vram_bytes",
                        Change.event(
                                (job, event) -> event.isToken(1),
                                event -> List.of(Planned.METRICS.changed(json -> json.remove("vram_bytes")), event))),
                Mutant.of(
                        "W-219",
                        "tokens_out is one too many",
                        "token events were sent",
                        Change.event(
                                "end",
                                json -> json.put(
                                        "tokens_out", json.path("tokens_out").asInt() + 1))),
                Mutant.of(
                        "W-220",
                        "decode_time_ms has a fraction",
                        "is not an integer",
                        Change.event(
                                "end",
                                json -> json.put(
                                        "decode_time_ms",
                                        json.path("decode_time_ms").asInt() + 0.5))),
                Mutant.of(
                        "W-222",
                        "stop_reason is length",
                        "stop_reason \"length\"",
                        Change.event(
                                (job, event) -> event.is("end") && !event.json().has("stop_sequence_matched"),
                                event -> List.of(event.changed(json -> json.put("stop_reason", "length"))))),
                Mutant.of(
                        "W-223",
                        "stop_sequence_matched is sent empty",
                        "has stop_sequence_matched",
                        Change.event(
                                (job, event) -> event.is("end") && !event.json().has("stop_sequence_matched"),
                                event -> List.of(event.changed(json -> json.put("stop_sequence_matched", ""))))),
                Mutant.of(
                        "W-226",
                        "error lacks retriable",
                        "lacks retriable",
                        Change.event("error", json -> json.remove("retriable"))));
    }
}
