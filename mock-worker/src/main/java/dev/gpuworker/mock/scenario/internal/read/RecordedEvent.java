package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.StopReason;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the step that sends a recorded event again. */
final class RecordedEvent {
    private RecordedEvent() {}

    static Optional<Step> step(String event, JsonNode data) {
        return switch (event) {
            case "started" -> Optional.of(Write.Started.FROM_JOB);
            case "token" -> token(data);
            case "metrics" -> Optional.of(Write.Metrics.FROM_JOB);
            case "end" -> Optional.of(end(data));
            case "error" -> error(data);
            default -> Optional.empty();
        };
    }

    private static Optional<Step> token(JsonNode data) {
        if (!data.path("t").isTextual()
                || !data.path("i").canConvertToInt()
                || !data.path("i").isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(
                new Write.Token(data.path("t").textValue(), data.path("i").intValue(), WirePlan.NONE));
    }

    private static Step end(JsonNode data) {
        JsonNode out = data.path("tokens_out");
        Integer tokens = out.isIntegralNumber() && out.canConvertToInt() ? out.intValue() : null;
        StopReason reason = Stream.of(StopReason.values())
                .filter(known -> known.name().equals(data.path("stop_reason").asText()))
                .findFirst()
                .orElse(null);
        return new Write.End(tokens, null, reason, text(data, "stop_sequence_matched"), WirePlan.NONE);
    }

    private static Optional<Step> error(JsonNode data) {
        JsonNode retriable = data.path("retriable");
        Boolean flag = retriable.isBoolean() ? (Boolean) retriable.booleanValue() : null;
        return Optional.ofNullable(text(data, "code"))
                .map(code -> new Write.Failure(code, text(data, "message"), flag, WirePlan.NONE));
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.path(field).textValue();
    }
}
