package dev.gpuworker.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A job that an exercise has sent, and how far its stream is. Reads generously, so that an exercise gets on with a
 * worker that breaks the framing; judging is the rules' work. For one thread.
 */
public final class JobCall {
    /** Events of a stream that begins later than this and is over sooner than that were held back. */
    private static final long BURST_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Duration BURST_IS_READ = Duration.ofMillis(50);

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

    /** Waits for {@code end} or {@code error}, or the end of the response. */
    void awaitTerminal(Deadline deadline) {
        call.await(
                transcript -> countEvents(transcript, ReadNames.END) + countEvents(transcript, ReadNames.ERROR) > 0,
                deadline);
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

    /** Throws unless the job {@link #goesOn()}, for something that is to happen to it. */
    public void requireRunning(String what) {
        if (!goesOn()) {
            throw endedTooSoon(what);
        }
    }

    /** Tells whether the job still runs after a moment; the events of a burst are read one after the other. */
    public boolean goesOn() {
        call.awaitEnd(Deadline.after(BURST_IS_READ));
        return isRunning();
    }

    /** Tells whether the first event came so late that the rest of a burst may lie behind it. */
    public boolean beganLate() {
        List<Frame> frames = reader.frames();
        return !frames.isEmpty() && frames.get(0).nanos() > BURST_AFTER_NANOS;
    }

    /** Returns the exception for a job that was over before something could happen to it. */
    public MissingPrerequisiteException endedTooSoon(String what) {
        String told = "the job ended before " + what;
        return cameInOneBurst()
                ? MissingPrerequisiteException.perhapsOurs(told + ", for all its events came in one burst")
                : MissingPrerequisiteException.tooSoon(told);
    }

    private boolean cameInOneBurst() {
        List<Frame> frames = reader.frames();
        return beganLate()
                && frames.get(frames.size() - 1).nanos() - frames.get(0).nanos() < BURST_NANOS;
    }

    /** Tells whether an event of the type has come. */
    public boolean hasEvent(String type) {
        return countEvents(call.transcript(), type) > 0;
    }

    /** Tells whether the terminal event has not come yet. */
    public boolean isRunning() {
        Transcript now = call.transcript();
        return !call.hasEnded() && countEvents(now, ReadNames.END) + countEvents(now, ReadNames.ERROR) == 0;
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
            return WireJson.tree(frame.data()).path(ReadNames.TYPE).asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
