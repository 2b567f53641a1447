package dev.gpuworker.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import dev.gpuworker.wire.WireJson;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Decodes one frame strictly, as {@code docs/worker-api.md} section 2 describes the events; tolerates unknown fields.
 * Throws {@link IllegalArgumentException} with a sentence that says what is wrong.
 */
final class EventDecoder {
    private static final Set<String> TYPES =
            Set.of(ReadNames.STARTED, ReadNames.TOKEN, ReadNames.METRICS, ReadNames.END, ReadNames.ERROR);

    private EventDecoder() {}

    static InferenceEvent decode(SseFrame frame) {
        String type = frame.event();
        if (type == null) {
            throw new IllegalArgumentException("an event without an \"event:\" line (M0-W-1310)");
        }
        requireKnown(type);
        try {
            EventFields fields = fields(frame.data());
            sameType(type, fields);
            return decode(type, fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("event \"" + type + "\": " + e.getMessage(), e);
        }
    }

    static void requireKnown(String type) {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("an event of the unknown type \"" + shortened(type) + "\"");
        }
    }

    static EventFields fields(String data) {
        return new EventFields(object(data));
    }

    private static JsonNode object(String data) {
        try {
            JsonNode node = WireJson.tree(data);
            if (!node.isObject()) {
                throw new IllegalArgumentException("its data is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new IllegalArgumentException("its data is not one valid JSON document (column " + column + ")");
        }
    }

    private static void sameType(String type, EventFields fields) {
        if (fields.has(ReadNames.TYPE) && !fields.text(ReadNames.TYPE).equals(type)) {
            throw new IllegalArgumentException(
                    "its JSON says type \"" + shortened(fields.text(ReadNames.TYPE)) + "\" (D-09)");
        }
    }

    static InferenceEvent decode(String type, EventFields fields) {
        return switch (type) {
            case ReadNames.STARTED -> started(fields);
            case ReadNames.TOKEN ->
                new InferenceEvent.Token(
                        fields.text(ReadNames.T), (int) fields.integer(ReadNames.I, 0, Integer.MAX_VALUE));
            case ReadNames.METRICS ->
                new InferenceEvent.Metrics(
                        fields.number(ReadNames.TOKENS_PER_SEC),
                        fields.integer(ReadNames.VRAM_BYTES, 0, Long.MAX_VALUE));
            case ReadNames.END -> end(fields);
            default ->
                new InferenceEvent.Failed(
                        fields.nonEmpty(ReadNames.CODE),
                        fields.nonEmpty(ReadNames.MESSAGE),
                        fields.bool(ReadNames.RETRIABLE));
        };
    }

    private static InferenceEvent started(EventFields fields) {
        return new InferenceEvent.Started(
                fields.text(ReadNames.JOB_ID),
                fields.nonEmpty(ReadNames.MODEL),
                instant(fields.text(ReadNames.STARTED_AT)),
                fields.has(ReadNames.SEED)
                        ? Seed.of(fields.bigInteger(ReadNames.SEED, BigInteger.ZERO, Seed.MAX))
                        : null);
    }

    private static Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getOffset().equals(ZoneOffset.UTC)) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // the error below reports this together with a wrong offset
        }
        throw new IllegalArgumentException(
                "field \"started_at\" must be an ISO 8601 instant in UTC, but is \"" + shortened(text) + "\"");
    }

    private static InferenceEvent end(EventFields fields) {
        String reason = fields.optionalText(ReadNames.STOP_REASON);
        StopReason stopReason = reason == null ? null : stopReason(reason);
        String matched = fields.optionalText(ReadNames.STOP_SEQUENCE_MATCHED);
        if (matched != null && stopReason != StopReason.STOP_SEQUENCE) {
            throw new IllegalArgumentException(
                    "field \"stop_sequence_matched\" may stand only with stop_reason STOP_SEQUENCE");
        }
        return new InferenceEvent.End(
                (int) fields.integer(ReadNames.TOKENS_OUT, 0, Integer.MAX_VALUE),
                fields.integer(ReadNames.DECODE_TIME_MS, 0, Long.MAX_VALUE),
                stopReason,
                matched);
    }

    private static StopReason stopReason(String name) {
        return StopReason.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "field \"stop_reason\" must be MAX_TOKENS, EOS or STOP_SEQUENCE, but is \"" + shortened(name)
                                + "\""));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
