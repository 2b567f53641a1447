package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.wire.ExecuteRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /execute} (M0-W-1300): checks the request, then leaves the connection to the job's player. */
final class ExecuteHandler {
    private ExecuteHandler() {}

    static void handle(WorkerServer worker, Context context) throws IOException {
        worker.core().registry().refuseWhileDraining();
        byte[] body = RequestBody.read(context);
        ExecuteRequest request = worker.voice().read(worker, context, body);
        Optional<Reply> reply = worker.intake().take(request, new Heard(context, body));
        reply.ifPresent(plain -> Replies.send(worker, context, plain));
    }
}
