package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Script;
import java.util.IdentityHashMap;

/** The programs of the scripts in use, each compiled once. Thread-safe. */
public final class Programs {
    /** More scripts than this are in use only if a test enqueues a new one for each job. */
    private static final int KEPT_MAX = 256;

    private final FrameWriter writer;
    private final Program generated;
    private final IdentityHashMap<Script, Program> compiled = new IdentityHashMap<>(); // guarded by this

    /** Creates the cache. The writer encodes frames; jobs without a script generate tokens with these waits. */
    public Programs(FrameWriter writer, Pacing first, Pacing every) {
        this.writer = writer;
        this.generated = Program.generated(first, every, writer);
    }

    /** Returns the program of jobs without a script. */
    public Program generated() {
        return generated;
    }

    /** Returns the program of a script. */
    public synchronized Program of(Script script) {
        Program known = compiled.get(script);
        if (known == null) {
            if (compiled.size() >= KEPT_MAX) {
                compiled.clear();
            }
            known = Program.of(script, writer);
            compiled.put(script, known);
        }
        return known;
    }
}
