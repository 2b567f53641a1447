package dev.gpuworker.real.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.Optional;

/**
 * The call with which a worker reports that it is ready (M0-W-1110). The worker as built makes it before it listens.
 *
 * @param after time from the start of the worker to this call
 * @param body its body, at most 64 KiB of it
 */
public record ReadyCallback(Duration after, String body) {
    /** Returns the {@code worker_id}, if the body is JSON and contains one. */
    public Optional<String> workerId() {
        return text("worker_id");
    }

    /** Returns the {@code uri} at which the worker says that it serves. */
    public Optional<String> uri() {
        return text("uri");
    }

    private Optional<String> text(String field) {
        try {
            JsonNode node = WireJson.tree(body).path(field);
            return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
