package dev.gpuworker.real.drift;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import java.net.URI;
import java.util.List;

/**
 * Sends requests one after the other and keeps what came back, whatever it is: a stream is not decoded on the way,
 * since a reader of events would leave at the first that is wrong.
 */
final class AnswerRecorder {
    private static final WorkerClientConfig ANSWERS = WorkerClientConfig.defaults();
    /** A job is recorded to its end, for as long as a worker may take for it. */
    private static final WorkerClientConfig STREAMS = ANSWERS.withAnswer(ANSWERS.total());

    private AnswerRecorder() {}

    static List<RecordedAnswer> record(URI worker, List<RecordedRequest> requests) {
        try (WorkerClient answers = new WorkerClient(worker, ANSWERS);
                WorkerClient streams = new WorkerClient(worker, STREAMS)) {
            return requests.stream()
                    .map(request -> RecordedAnswer.of(request, exchange(request.isJob() ? streams : answers, request)))
                    .toList();
        }
    }

    private static Transcript exchange(WorkerClient client, RecordedRequest request) {
        try {
            return client.send(request.method(), request.path(), request.body());
        } catch (WorkerClientException e) {
            return e.transcript();
        }
    }
}
