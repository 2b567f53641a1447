package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Pause;
import java.util.List;

/** A script made ready: frames encoded, byte plans cut. Immutable, shared by all jobs that play it. */
public record Program(List<Op> ops) {
    /** Generation that ends by itself may do so soon. */
    private static final int EVENTS_GUESSED = 128;

    public Program {
        ops = List.copyOf(ops);
    }

    /** Tells whether the response's head must not be sent before the script says so. */
    public boolean stallsBeforeHead() {
        return !ops.isEmpty() && ops.get(0) instanceof Op.Stall op && op.stall().at() == Pause.Stall.At.BEFORE_HEADERS;
    }

    /**
     * Returns how many events a job with so many tokens sends at most, or a guess where that depends on what it
     * generates.
     */
    public int events(int maxTokens) {
        int events = 0;
        for (Op op : ops) {
            if (op instanceof Op.Emit) {
                events++;
            } else if (op instanceof Op.Generate generate) {
                int tokens = Math.min(generate.max(), maxTokens);
                events += generate.endsByItself() ? Math.min(tokens, EVENTS_GUESSED) : tokens;
            }
        }
        return events;
    }
}
