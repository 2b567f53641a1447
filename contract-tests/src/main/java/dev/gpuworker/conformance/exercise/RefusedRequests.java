package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.exercise.RefusedRequest.Kind;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One request for every way to break a constraint of a job. */
public final class RefusedRequests {
    /** Part of the texts that no error may repeat (D-04). */
    public static final String SECRET = "zyzzyva";

    /** Separates the allowed names of a constraint if the contract leaves a choice. */
    public static final String OR = " or ";

    /**
     * An empty prompt is empty and also shorter than 1 code point: the contract does not fix which constraint the error
     * names.
     */
    private static final String EMPTY_PROMPT = promptLength() + OR + "non_empty";

    private static final String SEED_RANGE = "range(0..=" + Seed.MAX + ")";

    private static final List<RefusedRequest> ALL = all();

    private RefusedRequests() {}

    /** Returns all requests, in the order of sending. */
    public static List<RefusedRequest> list() {
        return ALL;
    }

    private static List<RefusedRequest> all() {
        List<RefusedRequest> all = new ArrayList<>();
        bounds(all);
        stops(all);
        missing(all);
        types(all);
        nearlyRight(all);
        return List.copyOf(all);
    }

    private static void bounds(List<RefusedRequest> all) {
        all.add(bound("empty-job-id", "job_id", "non_empty", job -> job.put("job_id", "")));
        all.add(bound(
                "long-job-id",
                "job_id",
                "max_length(" + RequestLimits.JOB_ID_CHARS_MAX + ")",
                job -> job.put("job_id", "j".repeat(RequestLimits.JOB_ID_CHARS_MAX + 1))));
        all.add(bound("empty-prompt", "prompt", EMPTY_PROMPT, job -> job.put("prompt", "")));
        all.add(bound(
                "long-prompt",
                "prompt",
                promptLength(),
                job -> job.put("prompt", secretOf(RequestLimits.PROMPT_CODE_POINTS_MAX + 1))));
        for (int tokens : new int[] {0, -1, RequestLimits.MAX_TOKENS_DEFAULT + 1}) {
            all.add(bound(
                    "max-tokens-" + tokens,
                    "max_tokens",
                    "range(1..=" + RequestLimits.MAX_TOKENS_DEFAULT + ")",
                    job -> job.put("max_tokens", tokens)));
        }
        number(all, "temperature", 2.0);
        number(all, "top_p", 1.0);
        number(all, "min_p", 1.0);
        number(all, "repetition_penalty", 2.0);
        all.add(bound("top-k-negative", "top_k", "range(0..=vocab)", job -> job.put("top_k", -1)));
        all.add(bound("seed-negative", "seed", SEED_RANGE, job -> job.put("seed", -1)));
        BigInteger tooLarge = Seed.MAX.add(BigInteger.ONE);
        all.add(bound("seed-too-large", "seed", SEED_RANGE, job -> job.put("seed", tooLarge)));
    }

    private static String promptLength() {
        return "length(1..=" + RequestLimits.PROMPT_CODE_POINTS_MAX + ")";
    }

    private static void number(List<RefusedRequest> all, String field, double max) {
        String constraint = "range(0.0..=" + max + ")";
        all.add(bound(field + "-negative", field, constraint, job -> job.put(field, -0.01)));
        all.add(bound(field + "-too-large", field, constraint, job -> job.put(field, max + 0.01)));
    }

    private static void stops(List<RefusedRequest> all) {
        all.add(bound("stop-5-items", "stop", "max_count(" + RequestLimits.STOP_COUNT_MAX + ")", job -> {
            ArrayNode items = job.putArray("stop");
            for (int i = 0; i <= RequestLimits.STOP_COUNT_MAX; i++) {
                items.add("stop " + i);
            }
        }));
        all.add(bound(
                "stop-empty-item",
                "stop",
                "non_empty",
                job -> job.putArray("stop").add("")));
        all.add(bound(
                "stop-long-item",
                "stop",
                "max_length(n)",
                job -> job.putArray("stop").add(secretOf(1000))));
    }

    private static void missing(List<RefusedRequest> all) {
        all.add(of("missing-job-id", "job_id", "required", Kind.MISSING, job -> job.remove("job_id")));
        all.add(of("missing-prompt", "prompt", "required", Kind.MISSING, job -> job.remove("prompt")));
    }

    private static void types(List<RefusedRequest> all) {
        all.add(type("job_id", "string", job -> job.put("job_id", 5)));
        all.add(type("prompt", "string", job -> job.putObject("prompt").put("text", SECRET)));
        all.add(type("max_tokens", "integer", job -> job.put("max_tokens", 8.5)));
        all.add(type("temperature", "number", job -> job.put("temperature", "hot")));
        all.add(type("top_p", "number", job -> job.put("top_p", true)));
        all.add(type("top_k", "integer", job -> job.put("top_k", "40")));
        all.add(type("min_p", "number", job -> job.putArray("min_p")));
        all.add(type("repetition_penalty", "number", job -> job.putObject("repetition_penalty")));
        all.add(type("stop", "array", job -> job.put("stop", SECRET)));
        all.add(type("seed", "integer", job -> job.put("seed", "42")));
        all.add(of(
                "stop-item-of-wrong-type",
                "stop",
                "type(string)",
                Kind.TYPE,
                job -> job.putArray("stop").add(5)));
    }

    /** Loosely typed languages convert all of these values silently; a worker that does so hides a client's fault. */
    private static void nearlyRight(List<RefusedRequest> all) {
        inAString(all, "max_tokens", "integer", "5");
        inAString(all, "temperature", "number", "0.5");
        inAString(all, "top_p", "number", "0.5");
        inAString(all, "top_k", "integer", "5");
        inAString(all, "min_p", "number", "0.5");
        inAString(all, "repetition_penalty", "number", "1.1");
        inAString(all, "seed", "integer", "5");
        for (String field : List.of("job_id", "prompt")) {
            asNumber(all, field, "string");
            asTrue(all, field, "string");
        }
        asNumber(all, "stop", "array");
        asTrue(all, "stop", "array");
        for (String field : List.of("max_tokens", "top_k", "seed")) {
            asTrue(all, field, "integer");
            all.add(of(field + "-with-a-fraction", field, "type(integer)", Kind.TYPE, job -> job.put(field, 5.5)));
        }
        for (String field : List.of("temperature", "top_p", "min_p", "repetition_penalty")) {
            asTrue(all, field, "number");
        }
    }

    private static void inAString(List<RefusedRequest> all, String field, String type, String number) {
        all.add(of(field + "-in-a-string", field, "type(" + type + ")", Kind.TYPE, job -> job.put(field, number)));
    }

    private static void asNumber(List<RefusedRequest> all, String field, String type) {
        all.add(of(field + "-as-a-number", field, "type(" + type + ")", Kind.TYPE, job -> job.put(field, 5)));
    }

    private static void asTrue(List<RefusedRequest> all, String field, String type) {
        all.add(of(field + "-as-true", field, "type(" + type + ")", Kind.TYPE, job -> job.put(field, true)));
    }

    private static String secretOf(int length) {
        return (SECRET + " ").repeat(length / SECRET.length() + 1).substring(0, length);
    }

    private static RefusedRequest type(String field, String type, Consumer<ObjectNode> change) {
        return of(field + "-of-wrong-type", field, "type(" + type + ")", Kind.TYPE, change);
    }

    private static RefusedRequest bound(String role, String field, String constraint, Consumer<ObjectNode> change) {
        return of(role, field, constraint, Kind.BOUND, change);
    }

    private static RefusedRequest of(
            String role, String field, String constraint, Kind kind, Consumer<ObjectNode> change) {
        return new RefusedRequest(role, field, constraint, kind, job -> {
            change.accept(job);
            return job;
        });
    }
}
