package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.LongBodies;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.wire.ExecuteRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /execute} (M0-W-1300): checks the request, then hands the connection to the job's player. */
final class ExecuteHandler {
    private ExecuteHandler() {}

    static void handle(WorkerServer worker, Context context) throws IOException {
        worker.core().registry().refuseWhileDraining();
        worker.voice().checkHead(context);
        byte[] body = RequestBody.read(context, worker.voice().bodyBytesMax());
        Heard heard = new Heard(context, body);
        ExecuteRequest request = null;
        try {
            request = worker.voice().read(heard);
            LongBodies.haveRead(Takeover.core(context));
            Optional<Reply> reply = worker.intake().take(request, heard);
            if (reply.isPresent()) {
                reply(worker, context, reply.get(), request);
            }
        } catch (Refusal e) {
            LongBodies.haveRead(Takeover.core(context)); // its answer may take its time
            worker.core().journal().refused(Refusals.of(e, now(worker), body, request));
            throw e;
        }
    }

    private static void reply(WorkerServer worker, Context context, Reply reply, ExecuteRequest request) {
        if (reply.status() >= 400) {
            worker.core().journal().refused(Refusals.of(reply, now(worker), request));
        }
        Replies.send(worker, context, reply);
    }

    private static long now(WorkerServer worker) {
        return worker.core().ticker().nanos();
    }
}
