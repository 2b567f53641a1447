package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.StopReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles steps to the frames that they send. Only this class fills the fields that a script leaves out. A frame that
 * does not depend on the job is encoded here, once. Used for one script, from its first step to its last.
 */
final class StepFrames implements Step.Visitor<Part>, Write.Visitor<Part> {
    private final FrameWriter writer;
    /** Number of tokens of the script so far; -1 once that depends on the job. */
    private int tokens;

    StepFrames(FrameWriter writer) {
        this.writer = writer;
    }

    @Override
    public Part write(Write write) {
        return write.accept((Write.Visitor<Part>) this);
    }

    @Override
    public Part pause(Pause pause) {
        return Part.silent(pause);
    }

    @Override
    public Part ending(Ending ending) {
        return Part.silent(ending);
    }

    @Override
    public Part started(Write.Started step) {
        return one(
                step,
                false,
                job -> writer.frame(
                        EventKind.STARTED,
                        new InferenceEvent.Started(
                                or(step.jobId(), job.jobId()),
                                or(step.model(), job.model()),
                                or(step.startedAt(), job.startedAt()),
                                step.seed() == null ? job.chosenSeed() : step.seed()),
                        step.wire()));
    }

    @Override
    public Part token(Write.Token step) {
        return one(step, true, token(step.t(), step.i(), step.wire()));
    }

    @Override
    public Part tokens(Write.Tokens step) {
        return step.source().accept(new TokenSource.Visitor<>() {
            @Override
            public Part text(TokenSource.Text source) {
                return each(source.tokens());
            }

            @Override
            public Part count(TokenSource.Count source) {
                return each(source.tokens());
            }

            @Override
            public Part generate(TokenSource.Generate source) {
                return generated(step, source.max(), false);
            }

            private Part each(List<String> texts) {
                List<FrameSource> frames = texts.stream()
                        .map(text -> StepFrames.this.token(text, null, step.wire()))
                        .toList();
                return new Part(step, frames, true, 0, false, step.before(0), step.before(1), step.wire());
            }
        });
    }

    /** Returns the tokens that a job generates, at most {@code max}. */
    Part generated(Write.Tokens step, int max, boolean endsByItself) {
        tokens = -1;
        return new Part(step, List.of(), true, max, endsByItself, step.before(0), step.before(1), step.wire());
    }

    @Override
    public Part metrics(Write.Metrics step) {
        return one(
                step,
                false,
                job -> writer.frame(
                        EventKind.METRICS,
                        new InferenceEvent.Metrics(
                                or(step.tokensPerSec(), job.tokensPerSecond()), or(step.vramBytes(), job.vramBytes())),
                        step.wire()));
    }

    @Override
    public Part end(Write.End step) {
        return one(step, false, job -> writer.frame(EventKind.END, end(step, job), step.wire()));
    }

    @Override
    public Part failure(Write.Failure step) {
        Optional<ErrorCode> known = ErrorCode.of(step.code());
        boolean retriable = known.map(ErrorCode::retriable).orElse(true);
        Frame frame = writer.error(
                new InferenceEvent.Failed(
                        step.code(),
                        or(step.message(), "the script failed the job with " + step.code()),
                        or(step.retriable(), retriable)),
                step.wire());
        return one(step, false, job -> frame);
    }

    @Override
    public Part comment(Write.Comment step) {
        Frame frame = writer.comment(step.text(), step.wire());
        return one(step, false, job -> frame);
    }

    @Override
    public Part raw(Write.Raw step) {
        Frame frame = writer.raw(step.bytes().toArray(), step.wire());
        return one(step, false, job -> frame);
    }

    private static Part one(Write step, boolean isToken, FrameSource source) {
        return new Part(step, List.of(source), isToken, 0, false, Pacing.NONE, Pacing.NONE, step.wire());
    }

    private FrameSource token(String text, @Nullable Integer given, WirePlan plan) {
        if (given == null && tokens < 0) {
            return job ->
                    writer.token(new InferenceEvent.Token(text, job.tokens().sent()), plan);
        }
        Frame frame = writer.token(new InferenceEvent.Token(text, given == null ? tokens : given), plan);
        tokens = tokens < 0 ? tokens : tokens + 1;
        return job -> frame;
    }

    private static InferenceEvent end(Write.End step, JobFacts job) {
        long millis = or(step.decodeTimeMs(), job.decodeMillis());
        JobTokens tokens = job.tokens();
        if (tokens.isCutByMax()) {
            return new InferenceEvent.End(tokens.sent(), millis, StopReason.MAX_TOKENS, null);
        }
        String matched = step.stopSequenceMatched();
        StopReason reason = or(step.stopReason(), matched == null ? tokens.stopReason() : StopReason.STOP_SEQUENCE);
        if (matched == null && reason == StopReason.STOP_SEQUENCE) {
            matched = tokens.stopSequenceMatched();
        }
        return new InferenceEvent.End(or(step.tokensOut(), tokens.sent()), millis, reason, matched);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
