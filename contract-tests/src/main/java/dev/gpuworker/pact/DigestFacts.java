package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.ReceivedFrame;
import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import dev.gpuworker.wire.WireJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Facts about several events of a stream that no Pact matcher can compute. All are true for a conforming stream. */
final class DigestFacts {
    private static final String REPLACEMENT = "\uFFFD";

    private DigestFacts() {}

    static ObjectNode of(Transcript transcript, TranscriptFrames read, JsonNode events) {
        JsonNode request = request(transcript);
        JsonNode tokens = events.path(ReadNames.TOKEN);
        int maxTokens = request.path("max_tokens").asInt(RequestLimits.MAX_TOKENS_DEFAULT);
        ObjectNode facts = WireJson.object();
        facts.put("responseEnded", transcript.ending() == TransferEnd.COMPLETE);
        facts.put("bytesAreUtf8", read.problem().isEmpty());
        facts.put("lastEventComplete", read.lastComplete());
        facts.put("noIdsAndNoRetries", noIdsAndNoRetries(transcript));
        facts.put("typesInJsonAgree", read.frames().stream().allMatch(DigestFacts::typeAgrees));
        facts.put("jobIdIsTheRequests", jobIds(events).allMatch(request.path("job_id")::equals));
        facts.put("noReplacementCharacters", texts(tokens).noneMatch(t -> t.contains(REPLACEMENT)));
        facts.put("tokenIndexesContiguousFromZero", contiguous(tokens));
        facts.put("tokensWithinMaxTokens", tokens.size() <= maxTokens);
        facts.put("tokensOutEqualsTokenEvents", tokensOutAgrees(events.path(ReadNames.END), tokens.size()));
        facts.put("numbersNotNegative", numbersNotNegative(events));
        facts.put("optionalFieldsAsPromised", optionalFieldsAsPromised(events));
        return facts;
    }

    private static JsonNode request(Transcript transcript) {
        try {
            return WireJson.tree(transcript.requestBody());
        } catch (JsonProcessingException e) {
            return WireJson.object();
        }
    }

    private static boolean noIdsAndNoRetries(Transcript transcript) {
        return new String(transcript.body(), StandardCharsets.UTF_8)
                .lines()
                .noneMatch(line -> line.matches("(id|retry)(:.*)?"));
    }

    private static boolean typeAgrees(ReceivedFrame received) {
        try {
            JsonNode repeated = WireJson.tree(received.frame().data()).path(ReadNames.TYPE);
            return repeated.isMissingNode() || repeated.asText().equals(StreamDigest.type(received.frame()));
        } catch (JsonProcessingException e) {
            return true; // the event itself shows it
        }
    }

    private static Stream<JsonNode> jobIds(JsonNode events) {
        return items(events.path(ReadNames.STARTED)).map(started -> started.path(ReadNames.JOB_ID));
    }

    private static Stream<String> texts(JsonNode tokens) {
        return items(tokens).map(token -> token.path(ReadNames.T).asText());
    }

    private static boolean contiguous(JsonNode tokens) {
        for (int at = 0; at < tokens.size(); at++) {
            JsonNode index = tokens.get(at).path(ReadNames.I);
            if (!index.isIntegralNumber() || index.asLong() != at) {
                return false;
            }
        }
        return true;
    }

    private static boolean tokensOutAgrees(JsonNode ends, int tokens) {
        return items(ends)
                .allMatch(end -> end.path(ReadNames.TOKENS_OUT).isIntegralNumber()
                        && end.path(ReadNames.TOKENS_OUT).asLong() == tokens);
    }

    private static boolean numbersNotNegative(JsonNode events) {
        return items(events.path(ReadNames.END))
                        .allMatch(end -> end.path(ReadNames.DECODE_TIME_MS).asLong() >= 0)
                && items(events.path(ReadNames.METRICS))
                        .allMatch(metrics -> metrics.path(ReadNames.VRAM_BYTES).asLong() >= 0);
    }

    private static boolean optionalFieldsAsPromised(JsonNode events) {
        return items(events.path(ReadNames.STARTED)).allMatch(started -> isSeed(started.path(ReadNames.SEED)))
                && items(events.path(ReadNames.END)).allMatch(DigestFacts::stopAsPromised);
    }

    private static boolean isSeed(JsonNode seed) {
        return seed.isMissingNode()
                || (seed.isIntegralNumber()
                        && seed.bigIntegerValue().compareTo(BigInteger.ZERO) >= 0
                        && seed.bigIntegerValue().compareTo(Seed.MAX) <= 0);
    }

    private static boolean stopAsPromised(JsonNode end) {
        JsonNode reason = end.path(ReadNames.STOP_REASON);
        JsonNode matched = end.path(ReadNames.STOP_SEQUENCE_MATCHED);
        boolean known = reason.isMissingNode()
                || (reason.isTextual() && StopReason.of(reason.textValue()).isPresent());
        boolean matchedFits = matched.isMissingNode()
                || (matched.isTextual() && StopReason.STOP_SEQUENCE.name().equals(reason.textValue()));
        return known && matchedFits;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return Stream.iterate(0, at -> at < array.size(), at -> at + 1).map(array::get);
    }
}
