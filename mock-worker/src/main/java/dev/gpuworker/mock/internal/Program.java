package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.scenario.Pause;
import java.util.List;

/** A script made ready: frames encoded, byte plans cut. Immutable, shared by all jobs that play it. */
record Program(List<Op> ops) {
    Program {
        ops = List.copyOf(ops);
    }

    /** Tells whether the response's head must not be sent before the script says so. */
    boolean stallsBeforeHead() {
        return !ops.isEmpty() && ops.get(0) instanceof Op.Stall op && op.stall().at() == Pause.Stall.At.BEFORE_HEADERS;
    }
}
