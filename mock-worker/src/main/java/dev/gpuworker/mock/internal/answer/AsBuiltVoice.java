package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.internal.play.Identity;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.InvalidRequestException;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the worker of October 2025 does ({@code docs/worker-api.md} section 6). What only the process shows (12,
 * 13) is the command line's. {@code /health} says {@code mock} all the same: a mock never pretends.
 */
final class AsBuiltVoice implements Voice {
    private static final Set<String> MISSING = Set.of("/cancel", "/shutdown", "/metrics");
    private static final Seed SEED = new Seed(42);

    private final Identity identity;
    private final ExecuteRequestReader reader;

    AsBuiltVoice(Identity identity, MockWorkerConfig config) {
        this.identity = identity;
        this.reader = new ExecuteRequestReader(config.limits());
    }

    @Override
    public Speech speech() {
        return new AsBuiltSpeech();
    }

    /** Sends a stream only once its job has ended (3). */
    @Override
    public boolean holdsStreamsBack() {
        return true;
    }

    /** Has no correlation id (11). */
    @Override
    public Map<String, String> headers(@Nullable String correlationId) {
        return Map.of("Server", identity.server());
    }

    /** Has no {@code /cancel}, {@code /shutdown} and {@code /metrics} (6). */
    @Override
    public boolean serves(String path) {
        return !MISSING.contains(path);
    }

    @Override
    public boolean refusesForeignPages() {
        return false;
    }

    /** Refuses plain errors without a body, what was wrong in the syntax in plain text, and fields as a bare list. */
    @Override
    public void refuse(Refusal refusal, Context context) {
        refusal.headers().forEach(context::header);
        Optional<String> plain = refusal.plainText();
        if (plain.isPresent()) {
            Answers.send(context, refusal.status(), "text/plain; charset=utf-8", plain.get());
        } else if (refusal.status() == 404 || refusal.status() == 405) {
            context.status(refusal.status()).result("");
        } else if (refusal.status() == 400 && refusal.envelope().errors().isEmpty()) {
            Answers.send(
                    context,
                    400,
                    "text/plain; charset=utf-8",
                    refusal.envelope().message());
        } else if (refusal.status() == 400) {
            Answers.json(context, 400, Map.of("errors", refusal.envelope().errors()));
        } else {
            Answers.json(context, refusal.status(), refusal.envelope());
        }
    }

    /** Tells two fields, and nothing at all while a job runs (5). */
    @Override
    public void health(WorkerServer worker, Context context) {
        WorkerCore core = worker.core();
        context.future(() -> core.registry().whenIdle().thenRunAsync(() -> answer(core, context), core.executor()));
    }

    private static void answer(WorkerCore core, Context context) {
        ObjectNode body = WireJson.object()
                .put("status", core.health().status())
                .put("vram_bytes", core.ledger().usedBytes());
        if (core.identity().isMock()) {
            body.put("mock", true);
        }
        Answers.json(context, 200, body);
    }

    /** Wants a JSON content type and {@code max_tokens} (7, 8); knows one seed and no stop sequences (10). */
    @Override
    public ExecuteRequest read(Heard heard) {
        String type = heard.context().contentType();
        if (type == null || !RequestBody.isJson(type)) {
            throw Refusal.plain(415, "Expected request with `Content-Type: application/json`");
        }
        ExecuteRequest request = check(json(heard));
        Seed seed = request.seed() == null ? SEED : request.seed();
        return request.toBuilder().stop().seed(seed.bits()).build();
    }

    private static JsonNode json(Heard heard) {
        try {
            return heard.json();
        } catch (InvalidRequestException e) {
            String why = e.errors().get(0).message();
            throw Refusal.plain(400, "Failed to parse the request body as JSON: " + why);
        }
    }

    private ExecuteRequest check(JsonNode body) {
        try {
            ExecuteRequest request = reader.read(body);
            requireMaxTokens(body);
            return request;
        } catch (InvalidRequestException e) {
            for (FieldError error : e.errors()) {
                refuseSyntax(error);
            }
            requireMaxTokens(body);
            throw Refusal.invalid(
                    e.errors().stream().map(AsBuiltVoice::asRustPrints).toList());
        }
    }

    private static void refuseSyntax(FieldError error) {
        if (error.constraint().equals("required")) {
            throw missing(error.field());
        }
        if (error.constraint().startsWith("type(")) {
            throw Refusal.plain(
                    422,
                    "Failed to deserialize the JSON body into the target type: " + error.field() + ": "
                            + error.message());
        }
    }

    private static void requireMaxTokens(JsonNode body) {
        if (!body.hasNonNull("max_tokens")) {
            throw missing("max_tokens");
        }
    }

    private static Refusal missing(String field) {
        return Refusal.plain(
                422, "Failed to deserialize the JSON body into the target type: missing field `" + field + "`");
    }

    /** Prints whole numbers without a fraction (9). */
    private static FieldError asRustPrints(FieldError error) {
        String value = error.value();
        return new FieldError(
                error.field(), error.constraint(), whole(error.message()), value == null ? null : whole(value));
    }

    private static String whole(String text) {
        return text.replaceAll("(\\d)\\.0(?![\\d.])", "$1");
    }
}
