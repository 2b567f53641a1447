package dev.gpuworker.pact;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.InferenceEvent;
import java.util.Optional;

/** Sends the job of a message interaction and reads its whole stream. */
final class JobStream {
    static final String ENDED_TOO_SOON = "the job ended before its cancel was answered";

    private JobStream() {}

    /**
     * Returns what was received. If the job is to be cancelled, this is done as soon as it has started; empty if it
     * ended by itself before the cancel was answered.
     */
    static Optional<Transcript> play(WorkerClient worker, String body, boolean cancels) {
        try (EventStream stream = worker.executeBody(body)) {
            return cancels && !cancelWhileItRuns(worker, stream)
                    ? Optional.empty()
                    : Optional.of(stream.awaitTranscript());
        }
    }

    private static boolean cancelWhileItRuns(WorkerClient worker, EventStream stream) {
        for (InferenceEvent event : stream) {
            if (event instanceof InferenceEvent.Started started) {
                worker.cancel(started.jobId());
                return stream.received().stream().noneMatch(more -> more.event() instanceof InferenceEvent.End);
            }
        }
        return true; // the comparison describes what is wrong with a stream that never started
    }
}
