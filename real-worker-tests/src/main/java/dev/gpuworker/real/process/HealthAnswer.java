package dev.gpuworker.real.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * The answer to {@code GET /health}.
 *
 * @param status HTTP status, 0 when there was no answer
 * @param body text of the body
 * @param words the answer in words, for messages
 */
record HealthAnswer(int status, String body, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static HealthAnswer none(String why) {
        return new HealthAnswer(0, "", why);
    }

    boolean isReady() {
        return status == 200;
    }

    boolean isAnswer() {
        return status != 0;
    }

    /** Returns the worker id, if the body is JSON and contains one. */
    Optional<String> workerId() {
        try {
            JsonNode id = JSON.readTree(body).path("worker_id");
            return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
