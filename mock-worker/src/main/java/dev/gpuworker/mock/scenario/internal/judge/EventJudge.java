package dev.gpuworker.mock.scenario.internal.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.StopReason;
import dev.gpuworker.wire.WireJson;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the fields of one event against the contract's table (section 2). */
final class EventJudge {
    private static final String FIELDS = "M0-W-1312";
    private static final String FRAMING = "M0-W-1310";
    private static final String STOPPING = "M0-W-1422";

    private final Findings findings;
    private final String jobId;
    private int step;

    EventJudge(Findings findings, String jobId) {
        this.findings = findings;
        this.jobId = jobId;
    }

    /** Assigns the following findings to this step. */
    void at(int index) {
        step = index;
    }

    void broken(String message, String... requirements) {
        findings.add(Part.STEP, step, message, requirements);
    }

    /** Returns the event's object, or empty after a finding. */
    Optional<JsonNode> object(@Nullable String type, String data) {
        try {
            JsonNode node = WireJson.tree(data);
            if (node.isObject()) {
                agreeOnType(type, node.get(SentNames.TYPE));
                return Optional.of(node);
            }
        } catch (JsonProcessingException e) {
            // reported below, without the text
        }
        broken("data that is not one JSON object", FRAMING);
        return Optional.empty();
    }

    private void agreeOnType(@Nullable String type, @Nullable JsonNode repeated) {
        if (repeated != null && !repeated.asText().equals(type)) {
            broken("a type in the JSON that differs from the event line", "D-09", FRAMING);
        }
    }

    void started(JsonNode event) {
        require(
                event.path(SentNames.JOB_ID).asText().equals(jobId),
                "started must carry the request's own job_id",
                FIELDS);
        require(isText(event.get(SentNames.MODEL)), "started needs a non-empty model", FIELDS);
        require(isInstant(event.path(SentNames.STARTED_AT).asText()), "started_at must be an instant in UTC", FIELDS);
        JsonNode seed = event.get(SentNames.SEED);
        boolean seedFits = seed == null
                || (seed.isIntegralNumber() && isWithin(seed.bigIntegerValue(), BigInteger.ZERO, Seed.MAX));
        require(seedFits, "seed must be a whole number below 2^64", FIELDS, "M0-W-1030");
    }

    /** @param expected the index that the token must have */
    void token(JsonNode event, int expected) {
        JsonNode text = event.path(SentNames.T);
        require(text.isTextual(), "token needs a text t", FIELDS);
        require(isWhole(text.asText()), "t has U+FFFD or half a character", "M0-W-1824");
        JsonNode index = event.path(SentNames.I);
        boolean fits = index.isIntegralNumber() && index.asLong() == expected;
        require(
                fits,
                "token has i " + Shown.line(index.toString()) + ", but the contract requires " + expected,
                FIELDS);
    }

    void metrics(JsonNode event) {
        JsonNode rate = event.path(SentNames.TOKENS_PER_SEC);
        require(rate.isNumber() && rate.asDouble() >= 0, "metrics needs a number tokens_per_sec", FRAMING);
        JsonNode vram = event.path(SentNames.VRAM_BYTES);
        require(isCount(vram), "metrics needs a whole number vram_bytes of at least 0", FRAMING);
    }

    /** @param tokens the number of tokens sent */
    void end(JsonNode event, int tokens) {
        JsonNode out = event.path(SentNames.TOKENS_OUT);
        boolean told = isCount(out) && out.asLong() == tokens;
        require(told, "tokens_out is " + Shown.line(out.toString()) + ", but must be " + tokens, FIELDS);
        require(
                isCount(event.path(SentNames.DECODE_TIME_MS)),
                "decode_time_ms must be a whole number of at least 0",
                FIELDS);
        JsonNode reason = event.get(SentNames.STOP_REASON);
        boolean known = reason == null || StopReason.of(reason.asText()).isPresent();
        require(known, "a stop_reason that the contract does not know", FIELDS, STOPPING);
        JsonNode matched = event.get(SentNames.STOP_SEQUENCE_MATCHED);
        boolean belongs =
                matched == null || (reason != null && reason.asText().equals(StopReason.STOP_SEQUENCE.name()));
        require(belongs, "stop_sequence_matched without stop_reason STOP_SEQUENCE", STOPPING);
    }

    void error(JsonNode event) {
        String word = event.path(SentNames.CODE).asText();
        require(isText(event.get(SentNames.CODE)), "error needs a non-empty code", FIELDS, "M0-W-1510");
        Optional<ErrorCode> code = ErrorCode.of(word);
        if (code.isEmpty() && !word.isEmpty()) {
            String hint = Suggestion.closest(
                            word,
                            Arrays.stream(ErrorCode.values()).map(Enum::name).toList())
                    .map(close -> "; did you mean \"" + close + "\"?")
                    .orElse("");
            broken("unknown error code " + Shown.quoted(word) + hint, "M0-W-1500", "M0-W-1510");
        }
        require(isText(event.get(SentNames.MESSAGE)), "error needs a non-empty message", FIELDS, "M0-W-1510");
        JsonNode retriable = event.path(SentNames.RETRIABLE);
        require(retriable.isBoolean(), "error needs a boolean retriable", "M0-W-1510", FIELDS);
        boolean agrees =
                code.map(known -> known.retriable() == retriable.asBoolean()).orElse(true);
        require(agrees, "retriable differs from the contract's for " + word, "M0-W-1500", "M0-W-1510");
    }

    private void require(boolean holds, String message, String... requirements) {
        if (!holds) {
            broken(message, requirements);
        }
    }

    private static boolean isText(@Nullable JsonNode node) {
        return node != null && node.isTextual() && !node.textValue().isEmpty();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0;
    }

    private static boolean isWithin(BigInteger value, BigInteger min, BigInteger max) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c == 0xFFFD || (c >= 0xD800 && c <= 0xDFFF));
    }

    private static boolean isInstant(String text) {
        try {
            return text.endsWith("Z") && Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
