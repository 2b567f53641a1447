package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a mock's control plane that the provider states need; {@code docs/scenarios.md} describes it. */
final class ControlPlane implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String ENQUEUED = "/mock/scenarios/enqueue";

    private final WorkerClient client;

    private ControlPlane(WorkerClient client) {
        this.client = client;
    }

    static ControlPlane at(URI url, @Nullable String token) {
        WorkerClient client = new WorkerClient(url, BoundedInteraction.patience(ANSWER));
        return new ControlPlane(token == null ? client : client.withHeader("Authorization", "Bearer " + token));
    }

    /** Returns why this is no control plane that can be used; empty if it is one. */
    String problem() {
        try {
            Transcript state = client.send("GET", "/mock/state", "");
            if (state.status() != 200) {
                String hint = state.status() == 401 ? "; is --control-token right?" : "";
                return "GET /mock/state answered HTTP " + state.status() + hint;
            }
            JsonNode body = WireJson.tree(new String(state.body(), StandardCharsets.UTF_8));
            return body.path("enqueued").isIntegralNumber() ? "" : "GET /mock/state did not answer as a mock does";
        } catch (WorkerClientException e) {
            return String.valueOf(e.getMessage());
        } catch (JsonProcessingException e) {
            return "GET /mock/state did not answer with JSON";
        }
    }

    /** Answers the next job with these steps. */
    void enqueueStream(List<Object> steps) {
        enqueue("stream", steps);
    }

    /** Answers the next job with one response without a stream. */
    void enqueueReply(Map<String, Object> reply) {
        enqueue("reply", reply);
    }

    private void enqueue(String kind, Object answer) {
        Map<String, Object> file =
                Map.of("version", 1, "scenarios", List.of(Map.of("name", "provider-state", kind, answer)));
        call("POST", ENQUEUED, WireJson.text(file), 200);
    }

    void forgetEnqueued() {
        call("DELETE", ENQUEUED, "", 204);
    }

    void draining(boolean drains) {
        call("PUT", "/mock/draining", WireJson.text(WireJson.object().put("draining", drains)), 204);
    }

    private void call(String method, String path, String body, int expected) {
        Transcript answer = client.send(method, path, body);
        if (answer.status() != expected) {
            throw new IllegalStateException("the mock's control plane answered " + method + " " + path + " with HTTP "
                    + answer.status() + BodyStart.line(answer));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
