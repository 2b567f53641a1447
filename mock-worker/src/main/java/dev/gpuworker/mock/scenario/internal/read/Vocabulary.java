package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Verb;
import java.util.List;

/**
 * Every key that a scenario file may have, by place; {@link Verb} has those of steps. The schema and the documentation
 * are checked against it.
 */
public final class Vocabulary {
    public static final List<String> TOP = List.of("version", "seed", "worker", "scenarios");
    public static final List<String> WORKER =
            List.of("model", "vram", "weights", "kv-per-token", "busy", "queue", "loading", "dialect", "after-stream");
    public static final List<String> SCENARIO = List.of(
            "name", "when", "calls", "share", "reply", "stream", "headers", "after-stream", "on-cancel", "violates");
    public static final List<String> WHEN = List.of("job_id", "prompt", "header", "json");
    public static final List<String> REPLY = List.of("status", "headers", "body", "after");
    public static final List<String> ON_CANCEL = List.of("after", "tokens", "ignore", "answer");
    public static final List<String> WIRE = List.of("pieces", "gap", "stop-after", "newline", "coalesce");
    public static final List<String> PACING = Verb.WAIT.keys();

    private Vocabulary() {}
}
