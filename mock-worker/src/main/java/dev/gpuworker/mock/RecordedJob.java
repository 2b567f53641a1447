package dev.gpuworker.mock;

import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mock heard of one job and what it sent. Never the text of the prompt. Immutable: a job under way is told as
 * it stood when it was asked for.
 *
 * @param ordinal 1, 2, 3 … in order of arrival at this worker
 * @param jobId the request's own id
 * @param prompt digest and length
 * @param maxTokens the request's, or the worker's default
 * @param seed the request's, or the one that the worker chose
 * @param arrivedAt wall-clock time of the request, for people
 * @param arrived the same on the worker's monotonic clock, whose zero has no meaning
 * @param scenario name of the scenario that answered; null where the generator or an enqueued script did
 * @param mismatch why the nearest scenario did not match; null where one matched or there are none
 * @param outcome how it stands or ended
 * @param errorCode the code of its {@code error} event; null without one
 * @param tokensSent {@code token} events handed to the operating system
 * @param tokensAfterCancel of these, those after the cancel was heard
 * @param tokensLeftOut tokens that the script has so far had beyond {@code maxTokens}, which were therefore not sent
 * @param bytesSent bytes of the response's body, without HTTP framing
 * @param kvBytes bytes of VRAM charged for the KV cache
 * @param waited from arrival to start, or so far
 * @param ran from start to the end, or so far; zero while it waits
 * @param cancelHeard from the job's arrival to the first cancel or to the client's going away; null without one
 * @param cancelAsked whether a {@code POST /cancel} with its id came, be it after its end
 * @param clientThere from the job's arrival to the client's going away, or so far; null where the worker closed the
 *     connection
 * @param slotFree from the same moment to the freed slot; null without one
 * @param events the events sent, in order, the first {@code 8192} of them
 * @param eventsDropped events that were sent but are not in {@code events}
 * @param greatestLag the greatest {@link SentEvent#lag()} over all events, dropped ones too
 */
public record RecordedJob(
        long ordinal,
        String jobId,
        PromptDigest prompt,
        int maxTokens,
        Seed seed,
        Instant arrivedAt,
        Duration arrived,
        @Nullable String scenario,
        @Nullable String mismatch,
        JobOutcome outcome,
        @Nullable String errorCode,
        int tokensSent,
        int tokensAfterCancel,
        int tokensLeftOut,
        long bytesSent,
        long kvBytes,
        Duration waited,
        Duration ran,
        @Nullable Duration cancelHeard,
        boolean cancelAsked,
        @Nullable Duration clientThere,
        @Nullable Duration slotFree,
        List<SentEvent> events,
        long eventsDropped,
        Duration greatestLag) {}
