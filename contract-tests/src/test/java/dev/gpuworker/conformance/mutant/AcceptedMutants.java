package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import java.util.List;
import java.util.function.Predicate;

/** Workers that refuse good jobs, or answer them wrongly. */
final class AcceptedMutants {
    private AcceptedMutants() {}

    static List<Mutant> all() {
        return List.of(
                accepts(
                        "W-101",
                        "seed is required",
                        job -> !job.path("max_tokens").isNumber()),
                Mutant.of(
                        "W-102",
                        "stream as text/plain",
                        "the stream has content-type: text/plain",
                        Change.answer(WorkerReply::isStream, reply -> reply.with("Content-Type", "text/plain"))),
                Mutant.of(
                        "W-103",
                        "stream may be cached",
                        "the stream has no cache-control",
                        Change.answer(WorkerReply::isStream, reply -> reply.without("Cache-Control"))),
                accepts("W-104", "unknown fields are refused", job -> job.has("future_field")),
                accepts(
                        "W-105",
                        "top_p 0 is refused",
                        job -> job.has("top_p") && job.path("top_p").asDouble() == 0),
                accepts(
                        "W-106",
                        "max_tokens 2048 is refused",
                        job -> job.path("max_tokens").asInt() == 2048),
                accepts(
                        "W-106",
                        "stop sequences have 29 characters at most",
                        job -> job.path("stop").path(0).asText().length() == 30),
                accepts(
                        "W-107",
                        "seed is a signed integer",
                        job -> job.path("seed").isBigInteger()),
                accepts(
                        "W-108",
                        "prompt is counted in UTF-16 units",
                        job -> job.path("prompt").asText().length() > 32768),
                accepts(
                        "W-109",
                        "job_id has 255 characters at most",
                        job -> job.path("job_id").asText().length() > 255));
    }

    private static Mutant accepts(String rule, String name, Predicate<JsonNode> refused) {
        return Mutant.of(rule, name, "the job was answered 400", Change.refuses(job -> refused.test(job.request())));
    }
}
