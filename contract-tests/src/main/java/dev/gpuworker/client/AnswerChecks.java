package dev.gpuworker.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks answers other than streams: returns the promised answer, or throws an exception that says what came instead.
 */
final class AnswerChecks {
    private static final String JSON = "application/json";

    private AnswerChecks() {}

    /** Reads the JSON object of an answer. Throws if status, content type or body is not as promised. */
    static <T> T json(Arrived arrived, int status, Function<EventFields, T> reader) {
        expectStatus(arrived, status, JSON);
        try {
            JsonNode node = WireJson.tree(text(arrived));
            if (!node.isObject()) {
                throw malformed(arrived, "the body is not a JSON object", null);
            }
            return reader.apply(new EventFields(node));
        } catch (JsonProcessingException e) {
            throw malformed(arrived, "the body is not one valid JSON document", null);
        } catch (IllegalArgumentException e) {
            throw malformed(arrived, "the body: " + e.getMessage(), null);
        }
    }

    static String text(Arrived arrived) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(arrived.transcript().body()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(arrived, "the body is not valid UTF-8", e);
        }
    }

    /** Throws unless the status, and the content type if one is named, are as promised. */
    static void expectStatus(Arrived arrived, int status, String contentType) {
        if (arrived.transcript().status() != status) {
            throw refusal(arrived, status, contentType);
        }
        String got = arrived.transcript().header("content-type").orElse("");
        if (!contentType.isEmpty() && !StreamCall.mediaType(got).equals(contentType)) {
            throw refusal(arrived, status, contentType);
        }
    }

    /** Returns the exception for an answer that is not as promised. */
    static WorkerClientException refusal(Arrived arrived, int status, String contentType) {
        Transcript transcript = arrived.transcript();
        if (transcript.status() != status) {
            return new HttpErrorException(ErrorBody.of(transcript.body()), arrived);
        }
        return malformed(
                arrived,
                "Content-Type \"" + transcript.header("content-type").orElse("") + "\", expected " + contentType,
                null);
    }

    private static MalformedResponseException malformed(Arrived arrived, String what, @Nullable Throwable cause) {
        return new MalformedResponseException(what, arrived, cause);
    }
}
