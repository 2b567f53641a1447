package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.internal.play.ScriptPlayer;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.wire.CancelRequestReader;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.InvalidRequestException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /cancel} (M0-W-1330): the answer is the same for every job. */
final class CancelHandler {
    private CancelHandler() {}

    static void handle(WorkerServer worker, Context context) throws IOException {
        RequestBody.requireJson(context.header("Content-Type"));
        String jobId = jobId(RequestBody.read(context));
        Optional<ScriptPlayer> player = worker.core().registry().find(jobId);
        worker.core().journal().cancelAsked(jobId, worker.core().ticker().nanos());
        player.ifPresent(ScriptPlayer::cancel);
        Reply answer = player.map(found -> found.onCancel().answer()).orElse(null);
        if (answer == null) {
            Answers.json(context, 202, CancelResponse.of(jobId));
        } else {
            Replies.send(worker, context, answer);
        }
    }

    private static String jobId(byte[] body) {
        try {
            return CancelRequestReader.jobId(body);
        } catch (InvalidRequestException e) {
            throw Refusal.invalid(e);
        }
    }
}
