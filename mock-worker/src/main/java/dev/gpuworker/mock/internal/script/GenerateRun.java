package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.WirePlan;

/** One step of generated tokens under way. Belongs to one job. */
public final class GenerateRun {
    /** Where the tokens of a job come from. */
    public interface Source {
        Generation generation();

        /** Returns how many tokens the job may send in all. */
        int maxTokens();

        /** Tells whether a script's token is left out where this many come before it, and notes that. */
        boolean leavesOut(int tokensBefore);

        /** Returns the frame source of the next token. */
        FrameSource token(WirePlan plan);
    }

    private final Op.Generate op;
    private final Source source;
    private int made;

    GenerateRun(Op.Generate op, Source source) {
        this.op = op;
        this.source = source;
    }

    WirePlan plan() {
        return op.plan();
    }

    boolean hasNext(int tokensBefore) {
        Generation generation = source.generation();
        return made < op.max()
                && tokensBefore < source.maxTokens()
                && generation.matched() == null
                && !(op.endsByItself() && generation.atEndOfText());
    }

    FrameSource next() {
        made++;
        return source.token(op.plan());
    }

    /** Returns the wait before the token that {@link #next} returned last. */
    Pacing before() {
        return made == 1 ? op.first() : op.every();
    }
}
