package dev.gpuworker.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A job that an exercise has sent, and the progress of its stream. Tolerates broken framing, so that an exercise can
 * continue; the rules do the judging. For one thread.
 */
public final class JobCall {
    /** If a stream begins later than the first value and ends sooner than the second, its events were held back. */
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

    /** Returns the call that carries the job. */
    public Call call() {
        return call;
    }

    /** Waits until this many events of a type have come; returns whether they have. */
    public boolean awaitEvents(String type, int count, Deadline deadline) {
        return call.await(transcript -> countEvents(transcript, type) >= count, deadline);
    }

    /** Waits for {@code end} or {@code error}, or the end of the response. */
    void awaitTerminal(Deadline deadline) {
        call.await(
                transcript -> countEvents(transcript, ReadNames.END) + countEvents(transcript, ReadNames.ERROR) > 0,
                deadline);
    }

    /** Waits until an event of the type has come; throws {@link MissingPrerequisiteException} if none comes. */
    public void requireEvents(String type, int count, Deadline deadline) {
        if (!awaitEvents(type, count, deadline)) {
            Transcript got = call.transcript();
            if (type.equals(ReadNames.TOKEN) && hasEvent(ReadNames.END)) {
                throw endedTooSoon("it came to " + count + " token(s)");
            }
            throw new MissingPrerequisiteException("the job's stream did not come to " + count + " " + type
                    + " event(s): status " + got.status() + ", "
                    + reader.frames().size() + " events, "
                    + (call.hasEnded() ? "ended " + got.ending() : "still open"));
        }
    }

    /** Throws unless the job {@link #goesOn()}, because the next step needs a running job. */
    public void requireRunning(String what) {
        if (!goesOn()) {
            throw endedTooSoon(what);
        }
    }

    /** Returns whether the job still runs after a moment; the events of a burst are read one after another. */
    public boolean goesOn() {
        call.awaitEnd(Deadline.after(BURST_IS_READ));
        return isRunning();
    }

    /** Returns whether the first event came so late that the rest of a burst may follow it. */
    public boolean beganLate() {
        List<Frame> frames = reader.frames();
        return !frames.isEmpty() && frames.get(0).nanos() > BURST_AFTER_NANOS;
    }

    /** Returns the exception for a job that ended before the exercise could act on it. */
    public MissingPrerequisiteException endedTooSoon(String what) {
        String told = "the job ended before " + what;
        if (cameInOneBurst()) {
            return MissingPrerequisiteException.perhapsOurs(told + ", because all its events came in one burst");
        }
        return reachedLimit() ? MissingPrerequisiteException.tooFast(told) : MissingPrerequisiteException.tooSoon(told);
    }

    /** Returns whether the job used all its tokens, so that a higher limit would make it run longer. */
    public boolean reachedLimit() {
        try {
            int limit = WireJson.tree(call.transcript().requestBody())
                    .path("max_tokens")
                    .asInt(RequestLimits.MAX_TOKENS_DEFAULT);
            return count(ReadNames.TOKEN) >= limit;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean cameInOneBurst() {
        List<Frame> frames = reader.frames();
        return beganLate()
                && frames.get(frames.size() - 1).nanos() - frames.get(0).nanos() < BURST_NANOS;
    }

    /**
     * Waits until the job has sent this many tokens and has run for this long, or is over.
     *
     * @param time from its first event to its latest
     */
    void lastsFor(int tokens, Duration time, Deadline deadline) {
        call.await(
                transcript -> (countEvents(transcript, ReadNames.TOKEN) >= tokens && runNanos() >= time.toNanos())
                        || countEvents(transcript, ReadNames.END) + countEvents(transcript, ReadNames.ERROR) > 0,
                deadline);
    }

    private long runNanos() {
        List<Frame> frames = reader.frames();
        return frames.get(frames.size() - 1).nanos() - frames.get(0).nanos();
    }

    /** Returns how many events of the type have come. */
    public int count(String type) {
        return countEvents(call.transcript(), type);
    }

    /** Returns when the first event of the type came, by {@link System#nanoTime()}; empty if none has come. */
    public OptionalLong nanoTimeOf(String type) {
        countEvents(call.transcript(), type);
        return reader.frames().stream()
                .filter(frame -> type.equals(typeOf(frame)))
                .mapToLong(frame -> call.sentNanoTime() + frame.nanos())
                .findFirst();
    }

    /** Returns whether an event of the type has come. */
    public boolean hasEvent(String type) {
        return countEvents(call.transcript(), type) > 0;
    }

    /** Returns whether the terminal event has not come yet. */
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
