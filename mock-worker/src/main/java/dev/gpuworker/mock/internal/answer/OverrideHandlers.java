package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * {@code PUT /mock/health}, {@code PUT /mock/vram} and {@code PUT /mock/draining}: override the worker's health and its
 * free VRAM, and let it refuse jobs as if it drained.
 */
final class OverrideHandlers {
    private static final Set<String> STATUSES = Set.of(HealthResponse.HEALTHY, HealthResponse.UNHEALTHY);

    private OverrideHandlers() {}

    /** Takes {@code {"status": "healthy" | "unhealthy" | null}}; null returns to the real status. */
    static void health(Context context) throws IOException {
        JsonNode status = field(context, "status");
        if (!status.isNull() && !STATUSES.contains(status.asText())) {
            throw Refusal.invalid(400, "status must be healthy, unhealthy or null");
        }
        Routes.worker(context).core().health().force(status.isNull() ? Optional.empty() : Optional.of(status.asText()));
        context.status(204);
    }

    /** Takes {@code {"draining": true | false}}; it neither ends the process nor undoes a real drain. */
    static void draining(Context context) throws IOException {
        JsonNode draining = field(context, "draining");
        if (!draining.isBoolean()) {
            throw Refusal.invalid(400, "draining must be true or false");
        }
        Routes.worker(context).core().registry().sayDraining(draining.booleanValue());
        context.status(204);
    }

    /** Takes {@code {"occupied_bytes": n}}: bytes of the device that are taken by a neighbour. */
    static void vram(Context context) throws IOException {
        JsonNode bytes = field(context, "occupied_bytes");
        if (!bytes.canConvertToExactIntegral() || !bytes.canConvertToLong() || bytes.asLong() < 0) {
            throw Refusal.invalid(400, "occupied_bytes must be an integer, at least 0");
        }
        try {
            Routes.worker(context).vram().occupy(bytes.asLong());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(400, "occupied_bytes: " + e.getMessage());
        }
        context.status(204);
    }

    private static JsonNode field(Context context, String name) throws IOException {
        String body = new String(RequestBody.read(context), StandardCharsets.UTF_8);
        try {
            JsonNode field = WireJson.tree(body).get(name);
            if (field != null) {
                return field;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(400, "the body is not one valid JSON document");
        }
        throw Refusal.invalid(400, "the body must be a JSON object with the field " + name);
    }
}
