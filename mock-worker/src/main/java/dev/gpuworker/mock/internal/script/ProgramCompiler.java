package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.InferenceEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the program of one script. Used once. */
final class ProgramCompiler {
    private final FrameWriter writer;
    private final WriteSources sources;
    private final List<Op> ops = new ArrayList<>();
    /** Tokens that the script has sent so far; -1 once that depends on the job. */
    private int tokens;

    private ProgramCompiler(FrameWriter writer) {
        this.writer = writer;
        this.sources = new WriteSources(writer);
    }

    static Program compile(Script script, FrameWriter writer) {
        ProgramCompiler compiler = new ProgramCompiler(writer);
        script.steps().forEach(compiler::add);
        return new Program(compiler.ops);
    }

    private void add(Step step) {
        if (step instanceof Write.Tokens many) {
            addTokens(many);
        } else if (step instanceof Write.Token one) {
            emit(EventKind.TOKEN, token(one.t(), one.i(), one.wire()), Pacing.NONE, one.wire());
        } else if (step instanceof Write write) {
            emit(WriteSources.kind(write), sources.source(write), Pacing.NONE, write.wire());
        } else if (step instanceof Pause.Wait wait) {
            ops.add(new Op.Wait(wait.pacing()));
        } else if (step instanceof Pause.Hold hold) {
            ops.add(new Op.Hold(hold.gate()));
        } else if (step instanceof Pause.Stall stall) {
            ops.add(new Op.Stall(stall));
        } else if (step instanceof Ending ending) {
            ops.add(new Op.Finish(ending));
        }
    }

    private void addTokens(Write.Tokens many) {
        if (many.source() instanceof TokenSource.Generate generate) {
            ops.add(new Op.Generate(generate.max(), false, many.before(0), many.before(1), many.wire()));
            tokens = -1;
            return;
        }
        List<String> texts = many.source() instanceof TokenSource.Text text
                ? text.tokens()
                : ((TokenSource.Count) many.source()).tokens();
        for (int k = 0; k < texts.size(); k++) {
            emit(EventKind.TOKEN, token(texts.get(k), null, many.wire()), many.before(k), many.wire());
        }
    }

    private FrameSource token(String text, @Nullable Integer given, WirePlan plan) {
        if (given == null && tokens < 0) {
            return job -> writer.event(new InferenceEvent.Token(text, job.tokensSent()), plan);
        }
        Frame frame = writer.event(new InferenceEvent.Token(text, given == null ? tokens : given), plan);
        tokens = tokens < 0 ? tokens : tokens + 1;
        return job -> frame;
    }

    private void emit(EventKind kind, FrameSource source, Pacing before, WirePlan plan) {
        ops.add(new Op.Emit(kind, source, before, plan));
    }
}
