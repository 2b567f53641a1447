package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job at one instant; fills the fields that a step leaves out.
 *
 * @param jobId the request's id
 * @param model the worker's model
 * @param startedAt the instant at which the job started
 * @param chosenSeed the seed where the worker chose it, absent where the request had one (D-10)
 * @param tokensSent tokens that this job has sent
 * @param maxTokens tokens that it may send
 * @param decodeTimeMs milliseconds since {@code started}
 * @param tokensPerSec measured so far
 * @param vramBytes the VRAM ledger's bytes in use
 * @param stopSequence the stop sequence that generation met, absent where it met none
 */
record JobFacts(
        String jobId,
        String model,
        Instant startedAt,
        @Nullable Seed chosenSeed,
        int tokensSent,
        int maxTokens,
        long decodeTimeMs,
        double tokensPerSec,
        long vramBytes,
        @Nullable String stopSequence) {
    /**
     * Returns the event of a step that is one event. Throws {@link IllegalArgumentException} for {@code tokens},
     * {@code comment} and {@code raw}.
     */
    InferenceEvent event(Write write) {
        if (write instanceof Write.Started started) {
            return started(started);
        } else if (write instanceof Write.Token token) {
            return new InferenceEvent.Token(token.t(), or(token.i(), tokensSent));
        } else if (write instanceof Write.Metrics metrics) {
            return new InferenceEvent.Metrics(
                    or(metrics.tokensPerSec(), tokensPerSec), or(metrics.vramBytes(), vramBytes));
        } else if (write instanceof Write.End end) {
            return end(end);
        } else if (write instanceof Write.Failure failure) {
            return failure(failure);
        }
        throw new IllegalArgumentException("the step " + write.verb() + " is not one event");
    }

    private InferenceEvent started(Write.Started started) {
        return new InferenceEvent.Started(
                or(started.jobId(), jobId),
                or(started.model(), model),
                or(started.startedAt(), startedAt),
                started.seed() == null ? chosenSeed : started.seed());
    }

    private InferenceEvent end(Write.End end) {
        StopReason reason = end.stopReason() == null ? stopReason(end) : end.stopReason();
        String matched = end.stopSequenceMatched() == null && reason == StopReason.STOP_SEQUENCE
                ? stopSequence
                : end.stopSequenceMatched();
        return new InferenceEvent.End(
                or(end.tokensOut(), tokensSent), or(end.decodeTimeMs(), decodeTimeMs), reason, matched);
    }

    private StopReason stopReason(Write.End end) {
        if (stopSequence != null || end.stopSequenceMatched() != null) {
            return StopReason.STOP_SEQUENCE;
        }
        return tokensSent >= maxTokens ? StopReason.MAX_TOKENS : StopReason.EOS;
    }

    private static InferenceEvent failure(Write.Failure failure) {
        Optional<ErrorCode> known = ErrorCode.of(failure.code());
        return new InferenceEvent.Failed(
                failure.code(),
                or(failure.message(), "scripted failure " + failure.code()),
                or(failure.retriable(), known.map(ErrorCode::retriable).orElse(true)));
    }

    private static <T> T or(@Nullable T given, T filled) {
        return given == null ? filled : given;
    }
}
