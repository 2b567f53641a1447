package dev.gpuworker.conformance.mutant;

import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Workers whose streams are wrong. */
final class StreamMutants {
    private static final Planned METRICS = Planned.of("metrics", "{\"tokens_per_sec\":100.5,\"vram_bytes\":5}");

    private StreamMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-201",
                        "the type stands in the JSON alone",
                        "has no event: line",
                        Change.bytes(
                                event -> true,
                                event -> Planned.frame("data: "
                                        + WireJson.text(event.changed(json -> json.put("type", event.type()))
                                                .json()) + "\n\n"))),
                Mutant.of(
                                "W-202",
                                "metrics are no JSON",
                                "is not one JSON object: tps=5",
                                metrics().andThenBytes(event -> event.is("metrics"), "event: metrics\ndata: tps=5\n\n"))
                        .alsoBreaks("W-218"),
                Mutant.of(
                        "W-203",
                        "the JSON's type contradicts",
                        "says type \"delta\"",
                        Change.event("token", json -> json.put("type", "delta"))),
                Mutant.of(
                        "W-204",
                        "events are numbered",
                        "\"id: 7\"",
                        Change.bytes(event -> true, event -> Planned.frame("id: 7\n" + text(event)))),
                Mutant.of(
                        "W-205",
                        "a reconnection time is sent",
                        "\"retry: 3000\"",
                        Change.bytes(
                                event -> event.is("started"), event -> Planned.frame("retry: 3000\n" + text(event)))),
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
                                (job, event) -> isFinished(job) && event.is("end"), event -> List.of(event, event))),
                Mutant.of(
                        "W-208",
                        "an error follows end",
                        "is terminal event 2 of 2",
                        Change.event(
                                (job, event) -> isFinished(job) && event.is("end"),
                                event -> List.of(
                                        event,
                                        Planned.of(
                                                "error",
                                                "{\"code\":\"INTERNAL\",\"message\":\"late\",\"retriable\":true}")))),
                Mutant.of(
                        "W-208",
                        "no terminal event comes",
                        "no terminal event in started",
                        Change.event((job, event) -> isFinished(job) && event.is("end"), event -> List.of())),
                Mutant.of(
                        "W-209",
                        "metrics follow the end",
                        "follows end",
                        Change.event((job, event) -> event.isTerminal(), event -> List.of(event, METRICS))),
                Mutant.of(
                                "W-209",
                                "a token follows the end",
                                "follows end",
                                Change.event(
                                        (job, event) -> isFinished(job) && event.is("end"),
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
                        "is of no type that the contract knows",
                        Change.event(
                                (job, event) -> event.isToken(0), event -> List.of(Planned.of("ping", "{}"), event))),
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
                        "the chosen seed is not told",
                        "lacks seed",
                        Change.event("started", json -> json.remove("seed"))),
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
                                event -> List.of(METRICS.changed(json -> json.remove("vram_bytes")), event))),
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
                                "W-224",
                                "all events come in one burst",
                                "came in a burst",
                                behaviour -> behaviour.quirk(Quirk.BURST))
                        // the seed shows only where the cancel of a job of 2048 tokens ends it in time
                        .alsoBreaks("W-225")
                        .sometimesBreaks("W-215"),
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
                                .firstTokenMillis(job -> isFinished(job) ? 300 : 10)),
                Mutant.of(
                        "W-226",
                        "error lacks retriable",
                        "lacks retriable",
                        Change.event("error", json -> json.remove("retriable"))),
                Mutant.of(
                                "W-227",
                                "a token has half a character",
                                "at byte",
                                Change.bytes(event -> event.isToken(9), event -> half(event)))
                        .alsoBreaks("W-228"),
                Mutant.of(
                        "W-227",
                        "a comment is Latin-1",
                        "at byte",
                        Change.bytes(event -> event.isToken(9), event -> latin(event))),
                Mutant.of(
                        "W-228",
                        "a token has a replacement character",
                        "\\ufffd",
                        behaviour -> behaviour.text((job, i) -> i == 9 ? " \uFFFD" + i : ReferenceText.token(job, i))),
                Mutant.of(
                        "W-228",
                        "a token has half a surrogate pair",
                        "\\ud83d",
                        Change.bytes(
                                event -> event.isToken(9),
                                event -> Planned.frame(text(event).replace("\"t\":\"", "\"t\":\"\\ud83d")))),
                Mutant.of("W-229", "one token too many", "but max_tokens is", behaviour -> behaviour.extraTokens(1)),
                Mutant.of(
                        "W-230",
                        "the limit is told as EOS",
                        "says EOS after all",
                        Change.event(
                                (job, event) -> event.is("end")
                                        && "MAX_TOKENS"
                                                .equals(event.json()
                                                        .path("stop_reason")
                                                        .asText()),
                                event -> List.of(event.changed(json -> json.put("stop_reason", "EOS"))))),
                Mutant.of(
                        "W-231",
                        "the end of text is told as MAX_TOKENS",
                        "says MAX_TOKENS after 26 of 28 tokens",
                        behaviour -> Change.event(
                                        (job, event) -> event.is("end")
                                                && "EOS"
                                                        .equals(event.json()
                                                                .path("stop_reason")
                                                                .asText()),
                                        event -> List.of(event.changed(json -> json.put("stop_reason", "MAX_TOKENS"))))
                                .apply(behaviour.eosAfter(StreamMutants::early))),
                Mutant.of(
                        "W-232",
                        "stop is ignored",
                        "generation went on",
                        behaviour -> behaviour.quirk(Quirk.STOP_IGNORED)),
                Mutant.of(
                        "W-232",
                        "the stop sequence is swallowed",
                        "were not sent",
                        behaviour -> behaviour.quirk(Quirk.STOP_TOKENS_SWALLOWED)),
                Mutant.of(
                        "W-233",
                        "a stop sequence is told as EOS",
                        "has stop_reason \"EOS\"",
                        Change.event(
                                (job, event) -> event.is("end") && event.json().has("stop_sequence_matched"),
                                event -> List.of(event.changed(
                                        json -> json.put("stop_reason", "EOS").remove("stop_sequence_matched"))))),
                Mutant.of(
                        "W-234",
                        "jobs leave traces in each other",
                        "token 0 was",
                        behaviour -> behaviour.text((job, i) -> ReferenceText.token(job, i) + job.number() + " ")),
                Mutant.of(
                        "W-247",
                        "a torn event follows the end",
                        "an event that is not whole",
                        Change.bytes(
                                event -> event.is("end"),
                                event -> Planned.frame(text(event) + "event: token\ndata: {\"t\""))));
    }

    private static boolean isFinished(Job job) {
        return job.id().contains("finished-job");
    }

    static int early(Job job) {
        return job.id().contains("finished-job") ? 26 : Integer.MAX_VALUE;
    }

    private static String text(Planned event) {
        return new String(event.frame(), StandardCharsets.UTF_8);
    }

    private static byte[] half(Planned event) {
        byte[] bytes = Planned.frame(text(event).replace("\"t\":\"", "\"t\":\"#"));
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xE2;
        return bytes;
    }

    private static byte[] latin(Planned event) {
        byte[] bytes = Planned.frame(": caf#\n" + text(event));
        bytes[5] = (byte) 0xE9;
        return bytes;
    }

    private static List<Planned> late(Job job, Planned event) {
        Planned started = new Planned(
                "started",
                WireJson.object()
                        .put("job_id", job.id())
                        .put("model", "m")
                        .put("started_at", "2025-10-05T12:00:00Z")
                        .put("seed", 1));
        if (event.is("started")) {
            return List.of();
        }
        if (event.isToken(0)) {
            return List.of(event, started);
        }
        return event.is("error") && job.tokens.get() == 0 ? List.of(started, event) : List.of(event);
    }

    private static Metrics metrics() {
        return new Metrics();
    }

    /** Sends metrics, in bytes of its own. */
    private static final class Metrics {
        UnaryOperator<Behaviour> andThenBytes(Predicate<Planned> which, String bytes) {
            return behaviour -> Change.bytes(which, event -> Planned.frame(bytes))
                    .apply(Change.event((job, event) -> event.isToken(1), event -> List.of(METRICS, event))
                            .apply(behaviour));
        }
    }
}
