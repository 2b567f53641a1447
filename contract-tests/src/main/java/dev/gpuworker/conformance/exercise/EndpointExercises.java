package dev.gpuworker.conformance.exercise;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import java.time.Duration;

/** The endpoints other than execute and cancel. */
public final class EndpointExercises {
    /** Number of requests; their median is judged because one slow answer is no evidence. */
    public static final int HEALTH_QUESTIONS = 9;

    /** Runs for as long as the refusal of another job takes. */
    private static final int DRAINING_TOKENS = 64;

    private static final Duration EXIT_WITHIN = Duration.ofSeconds(32);

    /** The health of an idle worker. */
    public static final Exercise HEALTH =
            ScriptedExercise.of("health", "Asks an idle worker nine times for its health.", traffic -> {
                for (int i = 1; i <= HEALTH_QUESTIONS; i++) {
                    PlainQuestions.health(traffic, SharedExercises.healthRole(i));
                }
            });

    /** Unknown paths and wrong methods. */
    public static final Exercise WRONG_PATHS = ScriptedExercise.of(
            "wrong-paths", "Asks for an unknown path, and for known paths with the wrong method.", traffic -> {
                traffic.exchange("unknown-path", HttpRequest.get("/no-such-path"));
                traffic.exchange("get-execute", HttpRequest.get("/execute"));
                traffic.exchange("get-cancel", HttpRequest.get("/cancel"));
                traffic.exchange("post-health", HttpRequest.postJson("/health", "{}"));
            });

    /** Valid and invalid correlation ids. */
    public static final Exercise CORRELATION = ScriptedExercise.of(
            "correlation", "Sends correlation ids that must be echoed, and others that must not.", traffic -> {
                correlated(traffic, "echoed", JobExercises.CORRELATION_ID);
                correlated(traffic, "echoed-64", "a".repeat(64));
                correlated(traffic, "bad-characters", "no spaces_or;underscores");
                correlated(traffic, "too-long", "a".repeat(65));
                PlainQuestions.health(traffic, "absent");
                traffic.exchange(
                        "echoed-on-refusal",
                        HttpRequest.postJson("/execute", "{}").with("X-Correlation-ID", JobExercises.CORRELATION_ID));
                traffic.exchange("absent-on-refusal", HttpRequest.postJson("/execute", "{}"));
            });

    /** The same request from a client and from a web page of another origin. */
    public static final Exercise FOREIGN_PAGE = ScriptedExercise.of(
            "foreign-page",
            "Cancels an unknown job, and does so again as a web page of another origin would.",
            traffic -> {
                HttpRequest cancel = Traffic.cancelRequest(traffic.jobId("never-sent"));
                traffic.exchange("own", cancel);
                traffic.exchange(
                        "foreign",
                        cancel.with("Origin", "http://foreign.example").with("Sec-Fetch-Site", "cross-site"));
            });

    /** Metrics before and after a job. */
    public static final Exercise METRICS =
            ScriptedExercise.of("metrics", "Asks for metrics before and after a job.", EndpointExercises::metrics);

    /** Shutdown while a job runs, on a worker that the run may stop. */
    public static final Exercise SHUTDOWN = new ScriptedExercise(
            "shutdown",
            "If the run may stop the worker: shuts it down while a job runs, sends another job, and waits for the exit.",
            true,
            EndpointExercises::shutdown);

    private EndpointExercises() {}

    private static void correlated(Traffic traffic, String role, String id) {
        traffic.exchange(role, HttpRequest.get("/health").with("X-Correlation-ID", id));
    }

    private static void metrics(Traffic traffic) {
        Transcript before = traffic.exchange("before", HttpRequest.get("/metrics"));
        boolean declared = traffic.worker().capabilities().contains(Capability.METRICS);
        if (before.status() == 404 && !declared) {
            throw new NotOfferedException("the worker has no GET /metrics, which is optional");
        }
        traffic.runJob("job", traffic.job("job", 2));
        String told = PlainQuestions.text(before).replaceAll("(?m)^worker_uptime.*$", "");
        traffic.exchangeUntil(
                "after",
                HttpRequest.get("/metrics"),
                answer -> !PlainQuestions.text(answer)
                        .replaceAll("(?m)^worker_uptime.*$", "")
                        .equals(told),
                Deadline.after(PlainQuestions.A_MOMENT));
    }

    private static void shutdown(Traffic traffic) {
        if (!traffic.worker().capabilities().contains(Capability.SHUTDOWN)) {
            throw new NotOfferedException("shutdown is optional, and this run may not stop the worker");
        }
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", DRAINING_TOKENS));
        job.requireEvents(ReadNames.STARTED, 1, traffic.soon());
        traffic.exchange("shutdown", HttpRequest.postJson("/shutdown", "{}"));
        JobCall late = traffic.execute("job-while-draining", traffic.job("job-while-draining", 2));
        late.call().awaitHead(traffic.soon());
        traffic.awaitEnd(job);
        traffic.awaitEnd(late);
        traffic.exchangeUntil(
                "exit",
                HttpRequest.get("/health"),
                answer -> answer.ending() == TransferEnd.REFUSED,
                Deadline.after(EXIT_WITHIN));
    }
}
