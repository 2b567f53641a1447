package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.ReferenceText;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Workers whose streams are framed wrongly. */
final class FramingMutants {
    private FramingMutants() {}

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
                                behaviour -> Change.bytes(
                                                event -> event.is("metrics"),
                                                event -> Planned.frame("event: metrics\ndata: tps=5\n\n"))
                                        .apply(Change.event(
                                                        (job, event) -> event.isToken(1),
                                                        event -> List.of(Planned.METRICS, event))
                                                .apply(behaviour)))
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
                Mutant.of(
                        "W-247",
                        "a torn event follows the end",
                        "an incomplete event",
                        Change.bytes(
                                event -> event.is("end"),
                                event -> Planned.frame(text(event) + "event: token\ndata: {\"t\""))));
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
}
