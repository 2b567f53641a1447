package dev.gpuworker.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.client.Chunk;
import dev.gpuworker.client.Transcript;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.http.Deadline;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.wire.WireJson;
import java.util.List;

/**
 * A job that an exercise has sent, and how far its stream is. Reads generously, so that an exercise gets on with a
 * worker that breaks the framing; judging is the rules' work. For one thread.
 */
public final class JobCall {
    private final String jobId;
    private final Call call;
    private final SseReader reader = new SseReader();
    private int chunksRead;

    JobCall(String jobId, Call call) {
        this.jobId = jobId;
        this.call = call;
    }

    /** Returns the id that the job was sent with. */
    public String jobId() {
        return jobId;
    }

    /** Returns the exchange underneath. */
    public Call call() {
        return call;
    }

    /** Waits until so many events of a type have come; returns whether they have. */
    public boolean awaitEvents(String type, int count, Deadline deadline) {
        return call.await(transcript -> countEvents(transcript, type) >= count, deadline);
    }

    /** Waits until an event of the type has come; throws {@link MissingPrerequisiteException} when it does not. */
    public void requireEvents(String type, int count, Deadline deadline) {
        if (!awaitEvents(type, count, deadline)) {
            Transcript got = call.transcript();
            throw new MissingPrerequisiteException("the job's stream did not come to " + count + " " + type
                    + " event(s): status " + got.status() + ", "
                    + reader.frames().size() + " events, "
                    + (call.hasEnded() ? "ended " + got.ending() : "still open"));
        }
    }

    /** Tells whether the terminal event has not come yet. */
    public boolean isRunning() {
        Transcript now = call.transcript();
        return !call.hasEnded() && countEvents(now, "end") + countEvents(now, "error") == 0;
    }

    private int countEvents(Transcript transcript, String type) {
        List<Chunk> chunks = transcript.chunks();
        while (chunksRead < chunks.size()) {
            reader.feed(chunks.get(chunksRead));
            chunksRead++;
        }
        return (int) reader.frames().stream()
                .filter(frame -> type.equals(typeOf(frame)))
                .count();
    }

    private static String typeOf(Frame frame) {
        if (frame.event() != null) {
            return frame.event();
        }
        try {
            return WireJson.tree(frame.data()).path("type").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
