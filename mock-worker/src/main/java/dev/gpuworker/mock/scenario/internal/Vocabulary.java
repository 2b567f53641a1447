package dev.gpuworker.mock.scenario.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key that a scenario file may have, place by place; the schema and the documentation are checked against it. */
public final class Vocabulary {
    public static final List<String> TOP = List.of("version", "seed", "worker", "scenarios");
    public static final List<String> WORKER =
            List.of("model", "vram", "weights", "kv-per-token", "busy", "queue", "loading", "dialect");
    public static final List<String> SCENARIO =
            List.of("name", "when", "calls", "reply", "stream", "on-cancel", "violates");
    public static final List<String> WHEN = List.of("job_id", "prompt", "header", "json");
    public static final List<String> REPLY = List.of("status", "headers", "body", "after");
    public static final List<String> ON_CANCEL = List.of("after", "tokens", "ignore", "answer");
    public static final List<String> WIRE = List.of("pieces", "gap", "stop-after", "newline", "coalesce");
    public static final List<String> PACING = List.of("p50", "p99");

    /** The verbs of steps in the order of the documentation, with the keys of each. */
    public static final Map<String, List<String>> STEPS = Collections.unmodifiableMap(steps());

    private Vocabulary() {}

    /** Returns the keys of a verb; none for an unknown one. */
    static List<String> step(String verb) {
        return STEPS.getOrDefault(verb, List.of());
    }

    private static Map<String, List<String>> steps() {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        steps.put("started", List.of("job_id", "model", "started_at", "seed", "wire"));
        steps.put("token", List.of("t", "i", "repeat", "wire"));
        steps.put("tokens", List.of("text", "count", "generate", "first", "every", "wire"));
        steps.put("metrics", List.of("tokens_per_sec", "vram_bytes", "wire"));
        steps.put("end", List.of("tokens_out", "decode_time_ms", "stop_reason", "stop_sequence_matched", "wire"));
        steps.put("error", List.of("code", "message", "retriable", "wire"));
        steps.put("comment", List.of("text", "repeat", "wire"));
        steps.put("raw", List.of("text", "hex", "base64", "repeat", "wire"));
        steps.put("wait", PACING);
        steps.put("hold", List.of("gate"));
        steps.put("stall", List.of("at", "for"));
        steps.put("eof", List.of());
        steps.put("cut", List.of("kind"));
        steps.put("reset", List.of());
        steps.put("exit", List.of("code"));
        return steps;
    }
}
