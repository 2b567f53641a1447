package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.GenerationPacing;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import java.util.IdentityHashMap;
import java.util.List;

/** The programs of the scripts in use, each compiled once. Thread-safe. */
public final class Programs {
    /** More scripts than this are in use only where a test enqueues a new one for each job. */
    private static final int KEPT_MAX = 256;

    private final FrameWriter writer;
    private final Program generated;
    private final IdentityHashMap<Script, Program> compiled = new IdentityHashMap<>(); // guarded by this

    public Programs(FrameWriter writer, GenerationPacing pacing) {
        this.writer = writer;
        WriteSources sources = new WriteSources(writer);
        this.generated = new Program(List.of(
                emit(EventKind.STARTED, sources.source(Write.Started.FROM_JOB)),
                new Op.Generate(Integer.MAX_VALUE, true, pacing.first(), pacing.every(), WirePlan.NONE),
                emit(EventKind.METRICS, sources.source(Write.Metrics.FROM_JOB)),
                emit(EventKind.END, sources.source(Write.End.FROM_JOB))));
    }

    /** Returns the program of jobs without a script. */
    public Program generated() {
        return generated;
    }

    public synchronized Program of(Script script) {
        Program known = compiled.get(script);
        if (known == null) {
            if (compiled.size() >= KEPT_MAX) {
                compiled.clear();
            }
            known = ProgramCompiler.compile(script, writer);
            compiled.put(script, known);
        }
        return known;
    }

    private static Op emit(EventKind kind, FrameSource source) {
        return new Op.Emit(kind, source, Pacing.NONE, WirePlan.NONE);
    }
}
