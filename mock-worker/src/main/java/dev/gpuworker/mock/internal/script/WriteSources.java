package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.StopReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the frame sources of single writing steps; what the script leaves out is filled from the job. */
public final class WriteSources {
    private final FrameWriter writer;

    public WriteSources(FrameWriter writer) {
        this.writer = writer;
    }

    static EventKind kind(Write write) {
        return switch (write.verb()) {
            case "started" -> EventKind.STARTED;
            case "metrics" -> EventKind.METRICS;
            case "end" -> EventKind.END;
            case "error" -> EventKind.ERROR;
            case "comment" -> EventKind.COMMENT;
            case "raw" -> EventKind.RAW;
            default -> EventKind.TOKEN;
        };
    }

    public FrameSource source(Write write) {
        if (write instanceof Write.Started started) {
            return job -> writer.event(started(started, job), started.wire());
        } else if (write instanceof Write.Metrics metrics) {
            return job -> writer.event(metrics(metrics, job), metrics.wire());
        } else if (write instanceof Write.End end) {
            return job -> writer.event(end(end, job), end.wire());
        } else if (write instanceof Write.Failure failure) {
            return fixed(writer.event(failed(failure), failure.wire()));
        } else if (write instanceof Write.Comment comment) {
            WirePlan plan = comment.wire();
            byte[] bytes = FrameWriter.withNewlines(": " + comment.text() + "\n\n", plan);
            return fixed(FrameWriter.bytes(EventKind.COMMENT, bytes, plan));
        } else if (write instanceof Write.Raw raw) {
            return fixed(FrameWriter.bytes(EventKind.RAW, raw.bytes().toArray(), raw.wire()));
        }
        throw new IllegalArgumentException("not a single frame: " + write.verb());
    }

    private static FrameSource fixed(Frame frame) {
        return job -> frame;
    }

    private static InferenceEvent started(Write.Started step, JobFacts job) {
        return new InferenceEvent.Started(
                or(step.jobId(), job.jobId()),
                or(step.model(), job.model()),
                or(step.startedAt(), job.startedAt()),
                step.seed() == null ? job.chosenSeed() : step.seed());
    }

    private static InferenceEvent metrics(Write.Metrics step, JobFacts job) {
        return new InferenceEvent.Metrics(
                or(step.tokensPerSec(), job.tokensPerSecond()), or(step.vramBytes(), job.vramBytes()));
    }

    private static InferenceEvent end(Write.End step, JobFacts job) {
        if (job.stoppedByMaxTokens()) {
            long millis = or(step.decodeTimeMs(), job.decodeMillis());
            return new InferenceEvent.End(job.tokensSent(), millis, StopReason.MAX_TOKENS, null);
        }
        StopReason reason = or(step.stopReason(), job.stopReason());
        String matched = step.stopSequenceMatched();
        if (matched == null && reason == StopReason.STOP_SEQUENCE) {
            matched = job.stopSequenceMatched();
        }
        return new InferenceEvent.End(
                or(step.tokensOut(), job.tokensSent()), or(step.decodeTimeMs(), job.decodeMillis()), reason, matched);
    }

    private static InferenceEvent.Failed failed(Write.Failure step) {
        Optional<ErrorCode> known = ErrorCode.of(step.code());
        boolean retriable = known.map(ErrorCode::retriable).orElse(true);
        return new InferenceEvent.Failed(
                step.code(),
                or(step.message(), "the script failed the job with " + step.code()),
                or(step.retriable(), retriable));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
