package dev.gpuworker.conformance.mutant.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the reference worker answers at which path. */
final class Routes {
    private static final Map<String, String> METHODS =
            Map.of("/execute", "POST", "/cancel", "POST", "/health", "GET", "/metrics", "GET", "/shutdown", "POST");

    private final Behaviour behaviour;
    private final Runnable stop;
    private final ExecuteRoute execute;

    Routes(Behaviour behaviour, Runnable stop) {
        this.behaviour = behaviour;
        this.stop = stop;
        this.execute = new ExecuteRoute(behaviour);
    }

    /** Returns the answer; status 0 when it has been written already. */
    WorkerReply answer(WorkerRequest request, Socket socket) throws IOException, InterruptedException {
        if (!isOffered(request.path())) {
            return finished(request, WorkerReply.refusal(404, ErrorCode.INVALID_REQUEST, "no such path"));
        }
        if (!METHODS.getOrDefault(request.path(), "").equals(request.method())) {
            return finished(request, WorkerReply.refusal(405, ErrorCode.INVALID_REQUEST, "wrong method"));
        }
        if (!request.header("origin").isEmpty() && !behaviour.has(Quirk.ANSWERS_FOREIGN_PAGES)) {
            return finished(request, WorkerReply.refusal(403, ErrorCode.INVALID_REQUEST, "a foreign page"));
        }
        return switch (request.path()) {
            case "/execute" -> execute.answer(request, socket, reply -> finished(request, reply));
            case "/health" -> finished(request, health());
            case "/cancel" -> finished(request, cancel(request));
            case "/metrics" -> finished(request, metrics());
            case "/shutdown" -> finished(request, shutdown());
            default -> throw new IllegalStateException(request.path());
        };
    }

    private boolean isOffered(String path) {
        return METHODS.containsKey(path)
                && !(path.equals("/metrics") && behaviour.has(Quirk.NO_METRICS))
                && !(path.equals("/shutdown") && behaviour.has(Quirk.NO_SHUTDOWN));
    }

    private WorkerReply finished(WorkerRequest request, WorkerReply reply) {
        String asked = request.header("x-correlation-id");
        String id =
                asked.matches("[A-Za-z0-9-]{1,64}") ? asked : UUID.randomUUID().toString();
        return behaviour.reply.apply(request, reply.with("X-Correlation-ID", id));
    }

    private WorkerReply health() throws InterruptedException {
        boolean idle = execute.jobs().isEmpty();
        if (behaviour.has(idle ? Quirk.HEALTH_SLOW_WHEN_IDLE : Quirk.HEALTH_SLOW_WHILE_BUSY)) {
            new Job(WireJson.object(), 0).pause(40);
        }
        if (behaviour.has(Quirk.HEALTH_WAITS_FOR_JOB)) {
            Job last = new Job(WireJson.object(), 0);
            execute.jobs().add(last, false);
            execute.jobs().awaitTurn(last);
            execute.jobs().leave(last);
        }
        return WorkerReply.json(
                200,
                WireJson.object()
                        .put("status", status(idle))
                        .put("resident", true)
                        .put("quant_kind", "Q4_K_M")
                        .put("vram_bytes_used", 5_000_000_000L)
                        .put("tokenizer_kind", "gguf-bpe")
                        .put("vocab_size", 32000)
                        .put("context_length", 4096)
                        .put("model", "reference-model")
                        .put("uptime_seconds", 1));
    }

    private String status(boolean idle) {
        if (!idle && behaviour.has(Quirk.STATUS_BUSY_WHILE_BUSY)) {
            return "busy";
        }
        return execute.isHealthy() ? "healthy" : "unhealthy";
    }

    private WorkerReply cancel(WorkerRequest request) {
        JsonNode told;
        try {
            told = WireJson.tree(request.bodyText()).path("job_id");
        } catch (JsonProcessingException e) {
            return invalid("body", "valid_json");
        }
        if (!told.isTextual() && !told.isMissingNode()) {
            return invalid("job_id", "type(string)");
        }
        String id = told.asText();
        if (id.isEmpty()) {
            return invalid("job_id", request.bodyText().contains("job_id") ? "non_empty" : "required");
        }
        if (behaviour.has(Quirk.CANCEL_ANY_ID)) {
            execute.jobs().cancelAll();
        }
        boolean again = execute.jobs().find(id).filter(Job::isCancelled).isPresent();
        if (again && behaviour.has(Quirk.CANCEL_AGAIN_CONFLICTS)) {
            return WorkerReply.refusal(409, ErrorCode.INVALID_REQUEST, "a cancel is under way");
        }
        execute.jobs().cancel(id);
        if (behaviour.has(Quirk.CANCEL_AGAIN_CONFLICTS)) {
            new Job(WireJson.object(), 0).pauseQuietly(70); // answers when all is over
        }
        return WorkerReply.json(
                202, WireJson.object().put("status", "cancelling").put("job_id", id));
    }

    private static WorkerReply invalid(String field, String constraint) {
        return WorkerReply.json(
                400, ErrorEnvelope.invalid(List.of(new FieldError(field, constraint, field + " is wrong", null))));
    }

    private WorkerReply metrics() {
        return new WorkerReply(
                200,
                Map.of("Content-Type", "text/plain; version=0.0.4"),
                ReferenceMetrics.text(execute.jobsDone(), execute.tokensDone()));
    }

    private WorkerReply shutdown() {
        execute.drain(behaviour.has(Quirk.SHUTDOWN_NEVER_EXITS) ? () -> {} : stop);
        return WorkerReply.json(202, WireJson.object().put("status", "draining"));
    }
}
