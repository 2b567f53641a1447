package dev.gpuworker.mock.internal.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.ClientFinding;
import dev.gpuworker.mock.ClientVerdict;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.SamplingParameters;
import dev.gpuworker.mock.SentEvent;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the journal as JSON; times are milliseconds. */
public final class JournalJson {
    private JournalJson() {}

    public static ObjectNode journal(JournalLog journal, List<RecordedJob> jobs) {
        ObjectNode node = WireJson.object();
        ArrayNode all = node.putArray("jobs");
        jobs.forEach(job -> all.add(job(job)));
        return node.put("jobs_dropped", journal.jobsDropped()).put("refusals", journal.refusals());
    }

    public static ObjectNode verdict(ClientVerdict verdict) {
        ObjectNode node = WireJson.object();
        ArrayNode findings = node.putArray("findings");
        for (ClientFinding finding : verdict.findings()) {
            ArrayNode jobIds = findings.addObject()
                    .put("kind", finding.kind().name())
                    .put("severity", finding.kind().severity().name())
                    .put("message", finding.message())
                    .put("advice", finding.kind().advice())
                    .putArray("job_ids");
            finding.jobIds().forEach(jobIds::add);
        }
        return node.put("complete", verdict.complete());
    }

    /** Writes one job. */
    public static ObjectNode job(RecordedJob job) {
        ObjectNode node = WireJson.object();
        node.put("ordinal", job.ordinal()).put("job_id", job.jobId());
        node.putObject("prompt")
                .put("sha256", job.prompt().sha256())
                .put("code_points", job.prompt().codePoints());
        node.put("max_tokens", job.maxTokens()).put("seed", job.seed().value());
        node.set("parameters", parameters(job.parameters()));
        ObjectNode headers = node.putObject("headers");
        job.headers().forEach((name, values) -> values.forEach(headers.putArray(name)::add));
        node.put("arrived_at", job.arrivedAt().toString());
        node.put("scenario", job.scenario()).put("mismatch", job.mismatch());
        node.put("outcome", job.outcome().name()).put("error_code", job.errorCode());
        node.put("tokens_sent", job.tokensSent()).put("tokens_after_cancel", job.tokensAfterCancel());
        node.put("tokens_left_out", job.tokensLeftOut());
        node.put("bytes_sent", job.bytesSent()).put("kv_bytes", job.kvBytes());
        node.put("waited_ms", millis(job.waited())).put("ran_ms", millis(job.ran()));
        node.put("cancel_heard_ms", millisOrNull(job.cancelHeard()));
        node.put("cancel_asked", job.cancelAsked()).put("client_there_ms", millisOrNull(job.clientThere()));
        node.put("slot_free_ms", millisOrNull(job.slotFree()));
        node.put("greatest_lag_ms", millis(job.greatestLag()));
        ArrayNode events = node.putArray("events");
        job.events().forEach(event -> events.add(event(event)));
        return node.put("events_dropped", job.eventsDropped());
    }

    /** Writes those that the request gave. */
    private static ObjectNode parameters(SamplingParameters given) {
        ObjectNode node = WireJson.object();
        putUnlessNull(node, "temperature", given.temperature());
        putUnlessNull(node, "top_p", given.topP());
        if (given.topK() != null) {
            node.put("top_k", given.topK());
        }
        putUnlessNull(node, "min_p", given.minP());
        putUnlessNull(node, "repetition_penalty", given.repetitionPenalty());
        if (!given.stop().isEmpty()) {
            given.stop().forEach(node.putArray("stop")::add);
        }
        return node;
    }

    private static void putUnlessNull(ObjectNode node, String name, @Nullable Double value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static ObjectNode event(SentEvent event) {
        ObjectNode node = WireJson.object().put("type", event.type());
        if (event.tokenIndex() >= 0) {
            node.put("i", event.tokenIndex());
        }
        return node.put("planned_ms", millis(event.planned()))
                .put("written_ms", millis(event.written()))
                .put("completed_ms", millis(event.completed()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static @Nullable Double millisOrNull(@Nullable Duration duration) {
        return duration == null ? null : millis(duration);
    }
}
