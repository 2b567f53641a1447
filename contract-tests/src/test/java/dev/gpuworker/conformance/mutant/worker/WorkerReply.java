package dev.gpuworker.conformance.mutant.worker;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the reference worker; the body of a stream is empty here and follows. */
public record WorkerReply(int status, Map<String, String> headers, String body) {
    public WorkerReply {
        headers = Map.copyOf(headers);
    }

    static WorkerReply json(int status, Object body) {
        return new WorkerReply(status, Map.of("Content-Type", "application/json"), WireJson.text(body));
    }

    static WorkerReply refusal(int status, ErrorCode code, String message) {
        return json(status, ErrorEnvelope.of(code, message));
    }

    /** Returns a refusal in place of this answer, under the same correlation id. */
    public WorkerReply refused(int status, ErrorCode code, String message) {
        return refusal(status, code, message).with("X-Correlation-ID", headers.getOrDefault("X-Correlation-ID", ""));
    }

    static WorkerReply stream() {
        return new WorkerReply(200, Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-cache"), "");
    }

    public WorkerReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WorkerReply(status, more, body);
    }

    public WorkerReply without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new WorkerReply(status, fewer, body);
    }

    public WorkerReply withStatus(int other) {
        return new WorkerReply(other, headers, body);
    }

    public WorkerReply withBody(String other) {
        return new WorkerReply(status, headers, other);
    }

    /** Replaces text in the body. */
    public WorkerReply replacing(String what, String with) {
        return withBody(body.replace(what, with));
    }

    public boolean isStream() {
        return headers.getOrDefault("Content-Type", "").startsWith("text/event-stream") || "stream".equals(body);
    }

    byte[] head(boolean chunked) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(
                chunked
                        ? "Transfer-Encoding: chunked\r\n"
                        : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
