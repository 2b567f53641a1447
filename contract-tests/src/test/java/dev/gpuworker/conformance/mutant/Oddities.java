package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Workers that are odd, and conform: no rule may object to them. */
public final class Oddities {
    private static final Planned METRICS = Planned.of("metrics", "{\"tokens_per_sec\":100,\"vram_bytes\":5,\"x\":1}");

    private Oddities() {}

    /** Starts the worker with this oddity. */
    public static ReferenceWorker start(String name) {
        return ReferenceWorker.start(
                Objects.requireNonNull(all().get(name), name).apply(new Behaviour()));
    }

    /** Returns all, by name. */
    public static Map<String, UnaryOperator<Behaviour>> all() {
        Map<String, UnaryOperator<Behaviour>> all = new LinkedHashMap<>();
        all.put("CRLF line ends", frames(text -> text.replace("\n", "\r\n")));
        all.put("CR line ends", frames(text -> text.replace("\n", "\r")));
        all.put("comments between events", frames(text -> ": keep-alive\n\n" + text));
        all.put("comments inside events", frames(text -> text.replaceFirst("\n", "\n: half-way\n")));
        all.put(
                "byte order mark",
                Change.bytes(event -> event.is("started"), event -> Planned.frame("\uFEFF" + text(event))));
        all.put(
                "no space after the colon",
                frames(text -> text.replace("event: ", "event:").replace("data: ", "data:")));
        all.put(
                "data before event",
                Change.bytes(
                        event -> true,
                        event -> Planned.frame(
                                "data: " + WireJson.text(event.json()) + "\nevent: " + event.type() + "\n\n")));
        all.put("data on several lines", frames(text -> text.replaceFirst("data: \\{", "data: {\ndata:   ")));
        all.put("spaces in the JSON", frames(text -> text.replace("{\"", "{ \"").replace("\":", "\" : ")));
        all.put(
                "extra fields",
                Change.event((job, event) -> true, event -> List.of(event.changed(json -> json.put("x_extra", true)))));
        all.put(
                "type repeated in the JSON",
                Change.event(
                        (job, event) -> true, event -> List.of(event.changed(json -> json.put("type", event.type())))));
        all.put(
                "any label values, blanks and tabs in /metrics",
                Change.reply(
                        request -> request.path().equals("/metrics"),
                        reply -> reply.replacing("{outcome=", " {\tmodel=\"a}b, c=\\\"d{\\\"\" , outcome = ")
                                .replacing("\"} ", "\",}\t ")));
        all.put(
                "/metrics in OpenMetrics, with exemplars",
                Change.reply(
                        request -> request.path().equals("/metrics"),
                        reply -> reply.with("Content-Type", "application/openmetrics-text; version=1.0.0")
                                .replacing("_total counter", " counter")
                                .replacing(
                                        "worker_inference_duration_ms_sum",
                                        "worker_inference_duration_ms_bucket{m=\"}\",le=\"+Inf\"} 5 # {trace_id=\"}\"} 0.5\nworker_inference_duration_ms_sum")
                                .replacing("worker_uptime_seconds 1.5\n", "worker_uptime_seconds 1.5\n# EOF\n")));
        all.put("foreign pages are answered", behaviour -> behaviour.quirk(Quirk.ANSWERS_FOREIGN_PAGES));
        all.put(
                "tokens of line separators that end no line",
                behaviour -> behaviour.text((job, i) -> i % 3 == 0 ? "\u2028" : i % 3 == 1 ? "\u2029x" : "\u0085"));
        all.put("a model of another file type", Change.health(json -> json.put("quant_kind", "Q8_0")));
        all.put("metrics", Change.event((job, event) -> event.is("token"), event -> List.of(METRICS, event, METRICS)));
        all.put(
                "no stop_reason",
                Change.event("end", json -> json.remove(List.of("stop_reason", "stop_sequence_matched"))));
        all.put(
                "zero tokens",
                behaviour -> behaviour.eosAfter(
                        job -> job.request().path("max_tokens").asInt(9) == 1 ? 0 : Integer.MAX_VALUE));
        all.put("end of text before the limit", behaviour -> behaviour.eosAfter(GenerationMutants::early));
        all.put(
                "little to say to the first prompt",
                behaviour -> behaviour.eosAfter(
                        job -> job.request().path("prompt").asText().startsWith("Write") ? 14 : Integer.MAX_VALUE));
        all.put(
                "jobs end after 0, 1 or 3 tokens, except for chats",
                behaviour -> behaviour.eosAfter(ShortJobs.exceptChats()));
        all.put(
                "jobs end after 0, 1 or 3 tokens, unless repetition is penalised",
                behaviour -> behaviour.eosAfter(ShortJobs.exceptPenalised()));
        all.put("pieces of one byte", behaviour -> behaviour.quirk(Quirk.ONE_BYTE_PIECES));
        all.put("pieces of two events", behaviour -> behaviour.quirk(Quirk.PIECES_OF_TWO_EVENTS));
        all.put("response ends with the connection", behaviour -> behaviour.quirk(Quirk.CLOSE_DELIMITED));
        all.put("second job refused", behaviour -> behaviour.quirk(Quirk.REFUSES_SECOND_JOB));
        all.put("headers come with started", behaviour -> behaviour.quirk(Quirk.HEADERS_LATE));
        all.put("long preparation", behaviour -> behaviour.firstTokenMillis(job -> 300));
        all.put(
                "charset in the content type",
                Change.answer(
                        WorkerReply::isStream,
                        reply -> reply.with("Content-Type", "text/event-stream; charset=UTF-8")));
        all.put(
                "more cache control",
                Change.answer(WorkerReply::isStream, reply -> reply.with("Cache-Control", "no-store, no-cache")));
        all.put(
                "offset instead of Z",
                Change.event("started", json -> json.put("started_at", "2025-10-05T12:00:00.5+00:00")));
        all.put(
                "seed always told",
                behaviour -> behaviour.event((job, event) -> List.of(
                        event.is("started") && job.request().has("seed")
                                ? event.changed(
                                        json -> json.set("seed", job.request().path("seed")))
                                : event)));
        all.put(
                "a mock",
                behaviour -> behaviour.reply((request, reply) -> {
                    WorkerReply named = reply.with("Server", "mock-worker/1.0");
                    return request.path().equals("/health")
                            ? Change.json(named, json -> json.put("mock", true).put("sm", 0))
                            : named;
                }));
        all.put(
                "health with the required fields alone",
                Change.health(json -> json.putNull("context_length").remove(List.of("model", "uptime_seconds"))));
        all.put(
                "ranges without fractions",
                Change.answer(
                        reply -> reply.status() == 400, reply -> reply.replacing("range(0.0..=2.0)", "range(0..=2)")));
        all.put("slow tokens", behaviour -> behaviour.tokenMillis(40));
        all.put("tokens every 5 ms", behaviour -> behaviour.tokenMillis(5));
        all.put(
                "no tokens at first",
                behaviour -> behaviour.tokenMillis(5).eosAfter(job -> job.number() == 1 ? 0 : Integer.MAX_VALUE));
        all.put(
                "second job refused until a date",
                behaviour -> Change.answer(
                                reply -> reply.status() == 503,
                                reply -> reply.with("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"))
                        .apply(behaviour.quirk(Quirk.REFUSES_SECOND_JOB)));
        all.put(
                "errors of stop sequences name stop alone",
                Change.answer(
                        reply -> reply.status() == 400,
                        reply -> reply.replacing("\"stop[0]\"", "\"stop\"").replacing("\"stop[1]\"", "\"stop\"")));
        all.put(
                "an empty prompt is reported as non_empty",
                Change.reply(
                        request -> request.bodyText().contains("\"prompt\":\"\""),
                        reply -> reply.replacing("length(1..=32768)", "non_empty")));
        all.put(
                "JSON that is not an object is reported as type(object)",
                Change.reply(
                        request -> request.bodyText().equals("[]")
                                || request.bodyText().startsWith("\""),
                        reply -> reply.replacing("valid_json", "type(object)")));
        all.put("the same token over and over", behaviour -> behaviour.text((job, i) -> " the"));
        all.put("half a second of text", behaviour -> behaviour.tokenMillis(10).eosAfter(job -> 45));
        all.put(
                "content types in capitals",
                behaviour -> behaviour.reply((request, reply) -> reply.with(
                        "Content-Type",
                        Objects.requireNonNull(reply.headers().get("Content-Type"))
                                .replace("application/json", "Application/JSON")
                                .replace("text/event-stream", "Text/Event-Stream"))));
        return all;
    }

    private static UnaryOperator<Behaviour> frames(UnaryOperator<String> change) {
        return Change.bytes(event -> true, event -> Planned.frame(change.apply(text(event))));
    }

    private static String text(Planned event) {
        return new String(event.frame(), StandardCharsets.UTF_8);
    }
}
