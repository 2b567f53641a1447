package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests at and beyond the limits of a job. */
public final class RequestExercises {
    private static final int TOO_LARGE = 1024 * 1024 + 1000;
    /**
     * 30 characters: at most 32 tokens with any tokenizer, including a BOS token and a leading space, and at most 100
     * characters. No model will generate it.
     */
    private static final String STOP_WITHIN_BOUNDS = "\u0001thirty characters in one stop";

    /** Give up after three requests that never end: each would cost the full patience several times over. */
    private static final int ENDLESS_MAX = 3;

    /** Jobs just within every bound. */
    public static final Exercise EDGE_VALUES = ScriptedExercise.of(
            "edge-values",
            "Sends jobs with every field at its smallest and at its largest value, and one with an unknown field.",
            RequestExercises::edgeValues);

    /** Jobs that break one constraint each. */
    public static final Exercise REFUSED = ScriptedExercise.of(
            "refused-requests",
            "Sends a job for every way to break a constraint, bodies that are not JSON, and a valid job afterwards.",
            RequestExercises::refused);

    /** Bodies with another content type or none. */
    public static final Exercise CONTENT_TYPES = ScriptedExercise.of(
            "content-types",
            "Sends jobs as text/plain, as a form, as JSON with a charset, and without a content type.",
            RequestExercises::contentTypes);

    /** A body that is too large. */
    public static final Exercise TOO_LARGE_BODY = ScriptedExercise.of(
            "too-large-body", "Sends a body of slightly more than 1 MiB.", RequestExercises::tooLargeBody);

    private RequestExercises() {}

    private static void edgeValues(Traffic traffic) {
        JobCall least = traffic.runJob("least", least(traffic.job("least", 1)));
        ObjectNode greatest = greatest(
                traffic.job("greatest", RequestLimits.MAX_TOKENS_DEFAULT),
                PlainQuestions.vocabSize(traffic, "vocabulary"));
        // A worker that did not answer the shortest job in time will not answer the longest.
        Deadline answered = least.hasEvent(ReadNames.STARTED) ? traffic.untilTheLongestJobIsOver() : traffic.soon();
        JobCall sent = traffic.executeWhenFree("greatest", greatest, answered);
        sent.awaitEvents(ReadNames.STARTED, 1, answered);
        cancelAndAwait(traffic, "cancel-greatest", sent);
        traffic.runJob("largest-seed", traffic.job("largest-seed", 2).put("seed", Seed.MAX));
        traffic.runJob(
                "longest-prompt",
                traffic.job("longest-prompt", 2).put("prompt", "🙂".repeat(RequestLimits.PROMPT_CODE_POINTS_MAX)));
        String id = traffic.jobId("longest-job-id");
        traffic.runJob(
                "longest-job-id",
                traffic.job("longest-job-id", 2)
                        .put("job_id", id + "x".repeat(RequestLimits.JOB_ID_CHARS_MAX - id.length())));
        traffic.runJob("unknown-field", traffic.job("unknown-field", 2).put("future_field", true));
    }

    private static ObjectNode least(ObjectNode job) {
        job.put("prompt", "?")
                .put("temperature", 0.0)
                .put("top_p", 0.0)
                .put("top_k", 0)
                .put("min_p", 0.0);
        job.put("repetition_penalty", 0.0).put("seed", 0).putArray("stop");
        return job;
    }

    private static ObjectNode greatest(ObjectNode job, long vocabSize) {
        job.put("temperature", 2.0).put("top_p", 1.0).put("top_k", vocabSize).put("min_p", 1.0);
        job.put("repetition_penalty", 2.0)
                .putArray("stop")
                .add(STOP_WITHIN_BOUNDS)
                .add("\u0001two")
                .add("\u0001three")
                .add("\u0001four");
        return job;
    }

    private static void refused(Traffic traffic) {
        int endless = 0;
        for (Map.Entry<String, String> each : refusedBodies(traffic).entrySet()) {
            endless += refuse(traffic, each.getKey(), each.getValue()) ? 0 : 1;
            if (endless == ENDLESS_MAX) {
                throw new MissingPrerequisiteException(endless
                        + " requests that must be refused were accepted, and did not end when they were cancelled");
            }
        }
        traffic.runJob("good-job-afterwards", traffic.job("good-job-afterwards", 2));
    }

    private static Map<String, String> refusedBodies(Traffic traffic) {
        Map<String, String> all = new LinkedHashMap<>();
        for (RefusedRequest request : RefusedRequests.list()) {
            all.put(request.role(), WireJson.text(request.body().apply(traffic.job(request.role(), 2))));
        }
        long vocabSize = PlainQuestions.vocabSize(traffic, "vocabulary");
        if (vocabSize > 0) {
            String role = "top-k-too-large";
            all.put(role, WireJson.text(traffic.job(role, 2).put("top_k", vocabSize + 1)));
        }
        all.put("not-json", "not json at all");
        all.put("truncated-json", "{\"job_id\":\"a\",\"prompt\":");
        all.put("empty-body", "");
        all.put("array-body", "[]");
        all.put("null-body", "null");
        ObjectNode several = traffic.job("several", 0).put("temperature", 3).put("top_p", 2.0);
        all.put("several", WireJson.text(several.without(List.of("prompt"))));
        return all;
    }

    /**
     * Sends a request that must be refused; if the worker accepts it, cancels the job. Returns whether the exchange has
     * ended.
     */
    private static boolean refuse(Traffic traffic, String role, String body) {
        ObjectNode id = WireJson.object().put("job_id", traffic.jobId(role));
        JobCall sent = traffic.execute(role, id, HttpRequest.postJson("/execute", body));
        sent.call().awaitHead(traffic.soon());
        if (sent.call().transcript().status() == 200) {
            cancelAndAwait(traffic, "cancel-of-" + role, sent);
        } else {
            traffic.awaitEnd(sent);
        }
        return sent.call().hasEnded();
    }

    private static void cancelAndAwait(Traffic traffic, String role, JobCall job) {
        traffic.cancel(role, job.jobId());
        traffic.awaitEnd(job);
    }

    private static void contentTypes(Traffic traffic) {
        as(traffic, "text-plain", "text/plain");
        as(traffic, "form", "application/x-www-form-urlencoded");
        as(traffic, "json-with-charset", "application/json; charset=utf-8");
        ObjectNode job = traffic.job("no-content-type", 2);
        JobCall sent =
                traffic.executeWhenFree("no-content-type", job, HttpRequest.post("/execute", WireJson.text(job)));
        traffic.awaitEnd(sent);
    }

    private static void as(Traffic traffic, String role, String type) {
        ObjectNode job = traffic.job(role, 2);
        HttpRequest request = HttpRequest.post("/execute", WireJson.text(job)).with("Content-Type", type);
        traffic.awaitEnd(traffic.executeWhenFree(role, job, request));
    }

    private static void tooLargeBody(Traffic traffic) {
        ObjectNode job = traffic.job("job", 2).put("prompt", "a".repeat(TOO_LARGE));
        traffic.awaitEnd(traffic.executeWhenFree("job", job));
    }
}
