package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.WirePlan;

/** One step of generated tokens under way. Belongs to one job. */
final class GenerateRun {
    /** Where the tokens of a job come from. */
    interface Source {
        Generation generation();

        /** Returns how many tokens the job may still send. */
        int tokensLeft();

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

    boolean hasNext() {
        Generation generation = source.generation();
        return made < op.max()
                && source.tokensLeft() > 0
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
