package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;

/** The steps that an imported transcript has, as a scenario file writes them. */
final class StepJson {
    private StepJson() {}

    static ObjectNode of(Step step) {
        ObjectNode json = WireJson.object();
        if (step instanceof Pause.Wait wait) {
            return json.put("wait", duration(wait.pacing().p50()));
        }
        ObjectNode keys = json.putObject(step.verb().word());
        if (step instanceof Write.Token token) {
            keys.put("t", token.t()).put("i", token.i());
        } else if (step instanceof Write.End end) {
            if (end.tokensOut() != null) {
                keys.put("tokens_out", end.tokensOut());
            }
            if (end.stopReason() != null) {
                keys.put("stop_reason", end.stopReason().name());
            }
            if (end.stopSequenceMatched() != null) {
                keys.put("stop_sequence_matched", end.stopSequenceMatched());
            }
        } else if (step instanceof Write.Failure failure) {
            keys.put("code", failure.code());
            if (failure.message() != null) {
                keys.put("message", failure.message());
            }
            if (failure.retriable() != null) {
                keys.put("retriable", failure.retriable());
            }
        }
        return json;
    }

    static String duration(Duration duration) {
        return duration.toNanos() / 1000 + "us";
    }
}
