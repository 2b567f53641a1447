package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.Verb;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;

/** Writes the steps of an imported transcript in the form of a scenario file; refuses other steps. */
final class StepJson implements Step.Visitor<ObjectNode>, Write.Visitor<ObjectNode>, Pause.Visitor<ObjectNode> {
    private static final StepJson WRITER = new StepJson();

    private StepJson() {}

    static ObjectNode of(Step step) {
        return step.accept(WRITER);
    }

    static String duration(Duration duration) {
        return duration.toNanos() / 1000 + "us";
    }

    @Override
    public ObjectNode write(Write write) {
        return write.accept((Write.Visitor<ObjectNode>) this);
    }

    @Override
    public ObjectNode pause(Pause pause) {
        return pause.accept((Pause.Visitor<ObjectNode>) this);
    }

    @Override
    public ObjectNode ending(Ending ending) {
        throw neverImported(ending);
    }

    @Override
    public ObjectNode waiting(Pause.Wait wait) {
        return WireJson.object().put(Verb.WAIT.word(), duration(wait.pacing().p50()));
    }

    @Override
    public ObjectNode hold(Pause.Hold hold) {
        throw neverImported(hold);
    }

    @Override
    public ObjectNode stall(Pause.Stall stall) {
        throw neverImported(stall);
    }

    /** The mock fills it from the job. */
    @Override
    public ObjectNode started(Write.Started started) {
        return step(started, WireJson.object());
    }

    @Override
    public ObjectNode token(Write.Token token) {
        return step(token, WireJson.object().put(SentNames.T, token.t()).put(SentNames.I, token.i()));
    }

    @Override
    public ObjectNode tokens(Write.Tokens tokens) {
        throw neverImported(tokens);
    }

    /** The mock fills it from the job. */
    @Override
    public ObjectNode metrics(Write.Metrics metrics) {
        return step(metrics, WireJson.object());
    }

    @Override
    public ObjectNode end(Write.End end) {
        ObjectNode keys = WireJson.object();
        if (end.tokensOut() != null) {
            keys.put(SentNames.TOKENS_OUT, end.tokensOut());
        }
        if (end.stopReason() != null) {
            keys.put(SentNames.STOP_REASON, end.stopReason().name());
        }
        if (end.stopSequenceMatched() != null) {
            keys.put(SentNames.STOP_SEQUENCE_MATCHED, end.stopSequenceMatched());
        }
        return step(end, keys);
    }

    @Override
    public ObjectNode failure(Write.Failure failure) {
        ObjectNode keys = WireJson.object().put(SentNames.CODE, failure.code());
        if (failure.message() != null) {
            keys.put(SentNames.MESSAGE, failure.message());
        }
        if (failure.retriable() != null) {
            keys.put(SentNames.RETRIABLE, failure.retriable());
        }
        return step(failure, keys);
    }

    @Override
    public ObjectNode comment(Write.Comment comment) {
        throw neverImported(comment);
    }

    @Override
    public ObjectNode raw(Write.Raw raw) {
        throw neverImported(raw);
    }

    private static ObjectNode step(Step step, ObjectNode keys) {
        ObjectNode json = WireJson.object();
        json.set(step.verb().word(), keys);
        return json;
    }

    private static IllegalStateException neverImported(Step step) {
        return new IllegalStateException(
                "an imported transcript has no " + step.verb().word() + " step");
    }
}
