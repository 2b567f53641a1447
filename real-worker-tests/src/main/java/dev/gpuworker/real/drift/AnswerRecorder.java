package dev.gpuworker.real.drift;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.Transcript;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import java.net.URI;
import java.util.List;

/** Sends requests one after the other and keeps what came back. */
final class AnswerRecorder {
    private AnswerRecorder() {}

    static List<RecordedAnswer> record(URI worker, List<RecordedRequest> requests) {
        try (WorkerClient client = new WorkerClient(worker)) {
            return requests.stream()
                    .map(request -> RecordedAnswer.of(request, exchange(client, request)))
                    .toList();
        }
    }

    private static Transcript exchange(WorkerClient client, RecordedRequest request) {
        if (!request.isJob()) {
            try {
                return client.send(request.method(), request.path(), request.body());
            } catch (WorkerClientException e) {
                return e.transcript();
            }
        }
        try (EventStream stream = client.executeBody(request.body())) {
            return stream.awaitTranscript();
        }
    }
}
