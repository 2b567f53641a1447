package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.internal.time.Timer;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Sends the plain HTTP responses that scenarios ask for. */
final class Replies {
    /** Characters that a response's buffer takes without waiting for the client. */
    private static final int CHARS_AT_ONCE_MAX = 4096;

    private Replies() {}

    static void send(WorkerServer worker, Context context, Reply reply) {
        if (reply.after().isZero() && isShort(reply)) {
            write(context, reply);
            return;
        }
        CompletableFuture<Void> due = new CompletableFuture<>();
        Ticker ticker = worker.core().ticker();
        long after = (long) (reply.after().toNanos() / worker.core().config().speed());
        Timer timer = new Timer(Timer.Kind.STEP, () -> worker.core().executor().execute(() -> due.complete(null)));
        ticker.schedule(timer, ticker.nanos() + after);
        context.future(() -> due.thenRun(() -> write(context, reply)));
    }

    private static boolean isShort(Reply reply) {
        return reply.body() == null || reply.body().length() <= CHARS_AT_ONCE_MAX;
    }

    private static void write(Context context, Reply reply) {
        Answers.send(context, reply.status(), Answers.JSON, body(reply));
        reply.headers().forEach((name, value) -> {
            if (name.equalsIgnoreCase("Content-Type")) {
                context.contentType(value);
            } else {
                context.header(name, value);
            }
        });
    }

    private static String body(Reply reply) {
        if (reply.body() != null) {
            return reply.body();
        }
        return reply.status() < 400 ? "" : WireJson.text(envelope(reply.status()));
    }

    /** Returns the contract's envelope for a status, with the matching error code. */
    private static ErrorEnvelope envelope(int status) {
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.httpStatus() == status)
                .filter(known -> known != ErrorCode.INSUFFICIENT_VRAM
                        && known != ErrorCode.MODEL_LOAD_FAILED
                        && known != ErrorCode.VRAM_OOM
                        && known != ErrorCode.CUDA_ERROR)
                .findFirst()
                .orElse(status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL);
        return ErrorEnvelope.of(code, "the scenario answers with status " + status);
    }
}
