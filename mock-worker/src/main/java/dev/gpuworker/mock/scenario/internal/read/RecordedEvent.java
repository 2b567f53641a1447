package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.StopReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the step that sends a recorded event again. */
final class RecordedEvent {
    private RecordedEvent() {}

    static Optional<Step> step(String event, JsonNode data) {
        return switch (event) {
            case SentNames.STARTED -> Optional.of(Write.Started.FROM_JOB);
            case SentNames.TOKEN -> token(data);
            case SentNames.METRICS -> Optional.of(Write.Metrics.FROM_JOB);
            case SentNames.END -> Optional.of(end(data));
            case SentNames.ERROR -> error(data);
            default -> Optional.empty();
        };
    }

    private static Optional<Step> token(JsonNode data) {
        if (!data.path(SentNames.T).isTextual()
                || !data.path(SentNames.I).canConvertToInt()
                || !data.path(SentNames.I).isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(new Write.Token(
                data.path(SentNames.T).textValue(), data.path(SentNames.I).intValue(), WirePlan.NONE));
    }

    private static Step end(JsonNode data) {
        JsonNode out = data.path(SentNames.TOKENS_OUT);
        Integer tokens = out.isIntegralNumber() && out.canConvertToInt() ? out.intValue() : null;
        StopReason reason =
                StopReason.of(data.path(SentNames.STOP_REASON).asText()).orElse(null);
        return new Write.End(tokens, null, reason, text(data, SentNames.STOP_SEQUENCE_MATCHED), WirePlan.NONE);
    }

    private static Optional<Step> error(JsonNode data) {
        JsonNode retriable = data.path(SentNames.RETRIABLE);
        Boolean flag = retriable.isBoolean() ? (Boolean) retriable.booleanValue() : null;
        return Optional.ofNullable(text(data, SentNames.CODE))
                .map(code -> new Write.Failure(code, text(data, SentNames.MESSAGE), flag, WirePlan.NONE));
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.path(field).textValue();
    }
}
