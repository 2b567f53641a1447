package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.WorkerRequest;
import java.util.List;

/** Workers whose /health is wrong or slow. */
final class HealthMutants {
    private HealthMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "W-301",
                        "/health is text",
                        "is not application/json",
                        Change.reply(HealthMutants::asksHealth, reply -> reply.with("Content-Type", "text/plain"))),
                Mutant.of(
                                "W-301",
                                "/health is 503",
                                "answered 503",
                                Change.reply(HealthMutants::asksHealth, reply -> reply.withStatus(503)))
                        .alsoBreaks("W-311", "W-236", "W-238", "W-240", "W-242", "W-243", "W-244"),
                Mutant.of("W-302", "status is ok", "has status \"ok\"", Change.health(json -> json.put("status", "ok")))
                        .alsoBreaks("W-236"),
                Mutant.of(
                        "W-302",
                        "status is busy while a job runs",
                        "has status \"busy\"",
                        behaviour -> behaviour.quirk(Quirk.STATUS_BUSY_WHILE_BUSY)),
                Mutant.of(
                        "W-303",
                        "resident is a string",
                        "has resident \"yes\"",
                        Change.health(json -> json.put("resident", "yes"))),
                Mutant.of(
                        "W-304",
                        "quant_kind is unknown",
                        "has quant_kind \"FP8\"",
                        Change.health(json -> json.put("quant_kind", "FP8"))),
                Mutant.of(
                        "W-305",
                        "vram_bytes_used has another name",
                        "lacks vram_bytes_used",
                        Change.health(json -> json.put("vram_bytes", 5).remove("vram_bytes_used"))),
                Mutant.of(
                        "W-306",
                        "tokenizer_kind is unknown",
                        "has tokenizer_kind \"bpe\"",
                        Change.health(json -> json.put("tokenizer_kind", "bpe"))),
                Mutant.of(
                        "W-307",
                        "vocab_size is 0",
                        "has vocab_size 0",
                        Change.health(json -> json.put("vocab_size", 0))),
                Mutant.of(
                        "W-308",
                        "context_length is left out",
                        "lacks context_length",
                        Change.health(json -> json.remove("context_length"))),
                Mutant.of(
                        "W-309",
                        "uptime_seconds is a string",
                        "has uptime_seconds \"5\"",
                        Change.health(json -> json.put("uptime_seconds", "5"))),
                Mutant.of("W-310", "mock is false", "has mock false", Change.health(json -> json.put("mock", false))),
                Mutant.of(
                        "W-310",
                        "a mock that does not name itself",
                        "says mock: true with Server",
                        Change.health(json -> json.put("mock", true))),
                Mutant.of(
                                "W-311",
                                "/health waits for the job",
                                "when the job was over",
                                behaviour -> behaviour.quirk(Quirk.HEALTH_WAITS_FOR_JOB))
                        .alsoBreaks("W-313", "W-244"),
                Mutant.of(
                        "W-312",
                        "/health takes 40 ms",
                        "/health answered after",
                        behaviour -> behaviour.quirk(Quirk.HEALTH_SLOW_WHEN_IDLE)),
                Mutant.of(
                        "W-313",
                        "/health takes 40 ms while a job runs",
                        "/health answered after",
                        behaviour -> behaviour.quirk(Quirk.HEALTH_SLOW_WHILE_BUSY)));
    }

    private static boolean asksHealth(WorkerRequest request) {
        return request.path().equals("/health") && request.method().equals("GET");
    }
}
