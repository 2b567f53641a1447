package dev.gpuworker.real.drift;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests one after the other and keeps every answer, whatever it is. Streams are not decoded, because a reader
 * of events would stop at the first wrong one. Records once; {@link #giveUp} may be called from any thread.
 */
final class AnswerRecorder {
    private static final WorkerClientConfig ANSWERS = WorkerClientConfig.defaults();
    /** A job is recorded to its end, however long the worker takes. */
    private static final WorkerClientConfig STREAMS = ANSWERS.withAnswer(ANSWERS.total());

    private final Consumer<String> progress;
    private boolean givenUp; // guarded by this
    private @Nullable WorkerClient asking; // guarded by this

    AnswerRecorder(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Returns the answers in the order of the requests; fewer if {@link #giveUp} was called meanwhile. */
    List<RecordedAnswer> record(URI worker, List<RecordedRequest> requests) {
        List<RecordedAnswer> recorded = new ArrayList<>();
        try (WorkerClient answers = new WorkerClient(worker, ANSWERS);
                WorkerClient streams = new WorkerClient(worker, STREAMS)) {
            for (RecordedRequest request : requests) {
                progress.accept("request " + (recorded.size() + 1) + " of " + requests.size() + ", \"" + request.name()
                        + "\", to " + worker);
                WorkerClient client = request.isJob() ? streams : answers;
                if (!begin(client)) {
                    return recorded;
                }
                Transcript transcript = exchange(client, request);
                if (!begin(null)) {
                    return recorded; // this answer was cut off by us, so it says nothing about the worker
                }
                recorded.add(RecordedAnswer.of(request, transcript));
            }
        }
        return recorded;
    }

    /** Ends the running request and sends no further one. */
    synchronized void giveUp() {
        givenUp = true;
        if (asking != null) {
            asking.close();
        }
    }

    private synchronized boolean begin(@Nullable WorkerClient client) {
        asking = client;
        return !givenUp;
    }

    private static Transcript exchange(WorkerClient client, RecordedRequest request) {
        try {
            return client.send(request.method(), request.path(), request.body());
        } catch (WorkerClientException e) {
            return e.transcript();
        }
    }
}
