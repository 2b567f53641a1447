package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.play.ScriptPlayer;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * {@code POST /mock/streams/{job_id}/shut}: ends a stream that runs or waits, with an error event if one can still be
 * sent.
 */
final class StreamShutHandler {
    private StreamShutHandler() {}

    static void handle(Context context) {
        String jobId = context.pathParam("job");
        Optional<ScriptPlayer> player = Routes.worker(context).core().registry().find(jobId);
        if (player.isEmpty()) {
            throw Refusal.invalid(404, "no job with this id runs or waits");
        }
        player.get().shut();
        context.status(204);
    }
}
