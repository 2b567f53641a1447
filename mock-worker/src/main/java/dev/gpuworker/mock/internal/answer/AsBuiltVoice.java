package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.mock.internal.http.WorkerEndPoint;
import dev.gpuworker.mock.internal.play.Identity;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the worker of October 2025 does ({@code docs/worker-api.md} section 6). What only the process shows (18,
 * 19) is the command line's. {@code /health} still says {@code mock}: a mock never pretends.
 */
final class AsBuiltVoice implements Voice {
    private static final int BODY_BYTES_MAX = 2 << 20;
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    private final Identity identity;

    AsBuiltVoice(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Speech speech() {
        return Speech.AS_BUILT;
    }

    /** Sends a stream only once its job has ended (3). */
    @Override
    public boolean holdsStreamsBack() {
        return true;
    }

    /** Runs the job of a client that left (8). */
    @Override
    public boolean noticesClients() {
        return false;
    }

    /** Takes every job, whatever its id (9). */
    @Override
    public boolean refusesJobs() {
        return false;
    }

    /** Has no correlation id (17). */
    @Override
    public Map<String, String> headers(@Nullable String correlationId) {
        return Map.of("Server", identity.server());
    }

    /** Has no {@code /cancel}, {@code /shutdown} and {@code /metrics} (7), and decodes no path. */
    @Override
    public boolean serves(Context context) {
        String path = context.req().getRequestURI();
        if (path.equals("/execute")) {
            require(context, "POST");
        } else if (path.equals("/health")) {
            require(context, "GET", "HEAD");
        } else {
            return false;
        }
        return true;
    }

    @Override
    public boolean hasCancel() {
        return false;
    }

    /** Throws the {@link Refusal} of another method; its text is not sent. */
    private static void require(Context context, String... methods) {
        String given = context.req().getMethod();
        for (String method : methods) {
            if (given.equals(method)) {
                return;
            }
        }
        throw Refusal.wrongMethod(given, String.join(",", methods));
    }

    @Override
    public boolean refusesForeignPages() {
        return false;
    }

    /** Takes up to 2 MiB (13). */
    @Override
    public int bodyBytesMax() {
        return BODY_BYTES_MAX;
    }

    @Override
    public boolean readsLeniently() {
        return true;
    }

    @Override
    public boolean wantsBody(@Nullable String contentType) {
        return JsonMediaType.matches(contentType);
    }

    @Override
    public boolean sendsEnvelopes() {
        return false;
    }

    /** Answers nothing while a job runs (6), and nothing any more once it stops (19). */
    @Override
    public CompletableFuture<Void> turn(WorkerCore core) {
        return core.registry().isDraining()
                ? new CompletableFuture<>()
                : core.registry().whenThoseAreDone();
    }

    /** Wants a JSON content type (12). */
    @Override
    public void checkHead(Context context) {
        if (!wantsBody(context.header("Content-Type"))) {
            throw Refusal.plain(415, "Expected request with `Content-Type: application/json`");
        }
    }

    /** Refuses plain errors without a body, what was wrong in the syntax in plain text, and fields as a bare list. */
    @Override
    public void refuse(WorkerServer worker, Refusal refusal, Context context) {
        if (context.path().startsWith(ControlRoutes.ROOT)) {
            refuseAtOnce(refusal, context);
        } else {
            inTurn(worker.core(), context, () -> refuseAtOnce(refusal, context));
        }
    }

    private static void refuseAtOnce(Refusal refusal, Context context) {
        refusal.headers().forEach(context::header);
        Optional<String> plain = refusal.plainText();
        if (plain.isPresent()) {
            Answers.send(context, refusal.status(), PLAIN_TEXT, plain.get());
        } else if (refusal.status() == 404 || refusal.status() == 405) {
            context.status(refusal.status()).result("");
            context.res().setContentType(null);
        } else if (refusal.status() == 413) {
            unreadable(context, 413, "length limit exceeded");
        } else if (refusal.status() == 400 && refusal.envelope().errors().isEmpty()) {
            unreadable(context, 400, "error reading a body from connection");
        } else if (refusal.status() == 400) {
            Answers.json(context, 400, Map.of("errors", refusal.envelope().errors()));
        } else {
            Answers.json(context, refusal.status(), refusal.envelope());
        }
    }

    private static void unreadable(Context context, int status, String why) {
        Answers.send(context, status, PLAIN_TEXT, "Failed to buffer the request body: " + why);
    }

    /** Tells two fields (5). */
    @Override
    public void health(WorkerServer worker, Context context) {
        inTurn(worker.core(), context, () -> answer(worker.core(), context));
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

    /** Answers once it is this request's turn, however long that takes. */
    private void inTurn(WorkerCore core, Context context, Runnable answer) {
        CompletableFuture<Void> turn = turn(core);
        if (turn.isDone()) {
            answer.run();
            return;
        }
        WorkerEndPoint endPoint = Takeover.endPoint(context);
        long idle = endPoint.getIdleTimeout();
        endPoint.setIdleTimeout(0);
        context.future(() -> turn.thenRunAsync(
                () -> {
                    endPoint.setIdleTimeout(idle);
                    answer.run();
                },
                core.executor()));
    }

    /** Reads as the worker's own library does (10 to 16). */
    @Override
    public ExecuteRequest read(Heard heard) {
        return AsBuiltRequest.read(heard.body());
    }
}
