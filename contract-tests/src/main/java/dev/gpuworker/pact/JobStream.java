package dev.gpuworker.pact;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.wire.InferenceEvent;
import java.util.Optional;

/** Sends the job of a message interaction and reads its whole stream. */
final class JobStream {
    static final String ENDED_TOO_SOON = "a job that had to run ended by itself";

    private JobStream() {}

    /**
     * Returns what was received. If the job is to be cancelled, this is done as soon as it has started, and the job
     * asks for text in a way that this worker continues, once one is known; empty if it may have ended by itself before
     * the cancel took effect.
     */
    static Optional<Transcript> play(WorkerClient worker, String body, boolean cancels, GoingOn goingOn) {
        try (EventStream stream = worker.executeBody(cancels ? goingOn.asked(body) : body)) {
            if (cancels && !cancelWhileItRuns(worker, stream)) {
                return Optional.empty();
            }
            Transcript whole = stream.awaitTranscript();
            return cancels && hasEnd(stream) && !goingOn.lasts() ? Optional.empty() : Optional.of(whole);
        }
    }

    /** Cancels after the first event; returns false if the job ended by itself before the cancel was answered. */
    private static boolean cancelWhileItRuns(WorkerClient worker, EventStream stream) {
        for (InferenceEvent event : stream) {
            if (event instanceof InferenceEvent.Started started) {
                worker.cancel(started.jobId());
                return !hasEnd(stream);
            }
        }
        return true; // the comparison describes what is wrong with a stream that never started
    }

    private static boolean hasEnd(EventStream stream) {
        return stream.received().stream().anyMatch(more -> more.event() instanceof InferenceEvent.End);
    }
}
