package dev.gpuworker.conformance.mutant.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates one job's stream. */
final class JobRunner {
    private static final int MAX_TOKENS = 2048;

    private final Behaviour behaviour;
    private final Job job;
    private final StreamWriter out;

    JobRunner(Behaviour behaviour, Job job, StreamWriter out) {
        this.behaviour = behaviour;
        this.job = job;
        this.out = out;
    }

    /** Answers a job that was cancelled while it waited. */
    void cancelledWhileWaiting() throws IOException {
        if (behaviour.has(Quirk.WAITING_JOB_VANISHES)) {
            return;
        }
        started();
        if (behaviour.has(Quirk.WAITING_JOB_RUNS_CANCELLED)) {
            token(behaviour.text.apply(job, 0), 0);
        }
        failed("CANCELLED", "cancelled while waiting");
    }

    void run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        started();
        job.pause(behaviour.firstTokenMillis.applyAsLong(job));
        String prompt = job.request().path("prompt").asText();
        if (prompt.startsWith("PROVOKE ")) {
            failed(prompt.substring(8), "provoked");
            return;
        }
        int limit = Math.min(job.request().path("max_tokens").asInt(MAX_TOKENS), behaviour.eosAfter.applyAsInt(job));
        String stopped = generate(limit + behaviour.extraTokens);
        if (stopped == null) {
            return;
        }
        ObjectNode end = WireJson.object()
                .put("tokens_out", job.tokens.get())
                .put("decode_time_ms", (System.nanoTime() - begin) / 1_000_000)
                .put("stop_reason", stopped.isEmpty() ? reason() : "STOP_SEQUENCE");
        if (!stopped.isEmpty()) {
            end.put("stop_sequence_matched", stopped);
        }
        out.event(new Planned("end", end));
    }

    private String reason() {
        return job.tokens.get() < job.request().path("max_tokens").asInt(MAX_TOKENS) ? "EOS" : "MAX_TOKENS";
    }

    /** Returns the stop sequence that was matched, empty for none, null when the job was cancelled. */
    private @Nullable String generate(int limit) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < limit; i++) {
            if (isCancelled()) {
                cancelled();
                return null;
            }
            String next = behaviour.text.apply(job, i);
            text.append(next);
            String stop = matched(behaviour.has(Quirk.STOP_IN_ONE_TOKEN) ? new StringBuilder(next) : text);
            if (stop.isEmpty() || !behaviour.has(Quirk.STOP_TOKENS_SWALLOWED)) {
                token(next, i);
            }
            job.pause(behaviour.tokenMillis);
            if (!stop.isEmpty() && !behaviour.has(Quirk.STOP_IGNORED)) {
                return stop;
            }
        }
        return "";
    }

    private String matched(StringBuilder text) {
        return stops().stream()
                .limit(behaviour.has(Quirk.STOP_FIRST_ALONE) ? 1 : Integer.MAX_VALUE)
                .filter(stop -> text.indexOf(stop) >= 0)
                .findFirst()
                .orElse("");
    }

    private boolean isCancelled() {
        return job.isCancelled() && !behaviour.ignoresCancel.test(job);
    }

    private void cancelled() throws IOException {
        if (behaviour.has(Quirk.CANCEL_SLOW) && job.id().contains("cancel-running")) {
            new Job(job.request(), 0).pauseQuietly(400); // a pause of its own, for this job's are over
        }
        if (behaviour.has(Quirk.CANCEL_AGAIN_CONFLICTS)) {
            new Job(job.request(), 0).pauseQuietly(40);
        }
        failed("CANCELLED", "cancelled");
    }

    private List<String> stops() {
        List<String> stops = new ArrayList<>();
        for (JsonNode stop : job.request().path("stop")) {
            stops.add(stop.asText());
        }
        return stops;
    }

    private void started() throws IOException {
        ObjectNode started = WireJson.object()
                .put("job_id", job.id())
                .put("model", "reference-model")
                .put("started_at", Instant.now().toString());
        if (!job.request().has("seed")) {
            started.put("seed", 1234);
        }
        out.event(new Planned("started", started));
    }

    private void token(String text, int index) throws IOException {
        job.tokens.incrementAndGet();
        out.event(new Planned("token", WireJson.object().put("t", text).put("i", index)));
    }

    private void failed(String code, String message) throws IOException {
        boolean retriable = ErrorCode.of(code).map(ErrorCode::retriable).orElse(false);
        out.event(new Planned(
                "error",
                WireJson.object().put("code", code).put("message", message).put("retriable", retriable)));
    }
}
