package dev.gpuworker.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Sends the requests of an exercise and records them under the roles that the exercise names. For one thread. */
public final class Traffic {
    /** Lasts longer than every measurement, at 5 to 500 tokens a second; a repetition asks for the maximum. */
    private static final int MANY_TOKENS = 240;

    private static final int MANY_TOKENS_AGAIN = RequestLimits.MAX_TOKENS_DEFAULT;

    /** How long a response may stay open after its terminal event; it has no reason to. */
    private static final Duration AFTER_TERMINAL = Duration.ofSeconds(1);

    /**
     * How often the patience for the longest job, if nothing of it comes before it is over: five minutes by default, as
     * long as a worker may generate (M0-W-1101).
     */
    private static final int LONGEST_JOB = 30;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** How long jobs that an exercise left running may take to end after they were cancelled. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(1);

    private final WorkerUnderTest worker;
    private final RunSettings settings;
    private final String exercise;
    private final int attempt;
    private final int length;
    private final JobPrompt prompt;
    private final long origin = System.nanoTime();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final List<JobCall> jobs = new ArrayList<>();
    private boolean wantsLongerJobs;

    /** Creates the traffic of one attempt, whose jobs ask for text with this prompt. */
    Traffic(WorkerUnderTest worker, RunSettings settings, String exercise, int attempt, int length, JobPrompt prompt) {
        this.worker = worker;
        this.settings = settings;
        this.exercise = exercise;
        this.attempt = attempt;
        this.length = length;
        this.prompt = prompt;
    }

    /** Returns the worker. */
    public WorkerUnderTest worker() {
        return worker;
    }

    /** Returns a deadline, counted from now, for what must come. */
    public Deadline soon() {
        return Deadline.after(settings.patience().await());
    }

    /**
     * Returns a deadline, counted from now, for the answer to the longest job: a worker that sends nothing before a job
     * is over is slow, and not silent.
     */
    public Deadline untilTheLongestJobIsOver() {
        return Deadline.after(settings.patience().await().multipliedBy(LONGEST_JOB));
    }

    /** Waits for the time in which something must not come; returns early if the call ends. */
    public void watch(Call call) {
        call.awaitEnd(Deadline.after(settings.patience().quiet()));
    }

    /** Returns the length of jobs: 1 at first, and 1 more each time that they ended too soon. */
    public int length() {
        return length;
    }

    /** Returns how many tokens to ask for if the job must still be running when the exercise acts on it. */
    public int manyTokens() {
        return length == 1 ? MANY_TOKENS : MANY_TOKENS_AGAIN;
    }

    /** Returns the number of this attempt at the exercise, from 1. */
    public int attempt() {
        return attempt;
    }

    /** Returns the prompts that this run knows. */
    public JobPrompts prompts() {
        return settings.prompts();
    }

    /** Returns the prompt of this attempt's jobs: the best that is known by now. */
    public JobPrompt prompt() {
        return prompt;
    }

    /** Returns a valid, reproducible job with its own id, and with the prompt that is the best known by now. */
    public ObjectNode job(String role, int maxTokens) {
        ObjectNode job = prompt.putInto(WireJson.object().put("job_id", jobId(role)));
        return job.put("max_tokens", maxTokens).put("seed", settings.seed());
    }

    /**
     * Notes that longer jobs would show more, though this attempt shows enough. If the worker can be made to go on, the
     * exercise is made again.
     */
    public void wishForLongerJobs() {
        wantsLongerJobs = true;
    }

    boolean wantsLongerJobs() {
        return wantsLongerJobs;
    }

    /** Returns an id that no other job of this or any other run has. */
    public String jobId(String role) {
        return "verify-" + settings.runId() + "-" + exercise + "-" + attempt + "-" + role;
    }

    /** Sends a request; returns at once. */
    public Call send(String role, HttpRequest request) {
        return send(role, request, end());
    }

    private Deadline end() {
        return Deadline.after(settings.patience().await().multipliedBy(2));
    }

    private Call send(String role, HttpRequest request, Deadline end) {
        Call call = Call.start(worker.address(), request, end, settings.limit());
        if (calls.put(role, call) != null) {
            throw new IllegalStateException("exercise " + exercise + " has two exchanges \"" + role + "\"");
        }
        return call;
    }

    /** Sends a request and waits for the end of the answer. */
    public Transcript exchange(String role, HttpRequest request) {
        Call call = send(role, request);
        if (!call.awaitEnd(soon())) {
            call.close();
        }
        return call.transcript();
    }

    /**
     * Repeats a request until the answer is as expected or the deadline passes; records only the last exchange. Use it
     * for effects that may follow an answer a moment later.
     */
    public Transcript exchangeUntil(
            String role, HttpRequest request, Predicate<Transcript> condition, Deadline deadline) {
        Transcript answer = exchange(role, request);
        while (!condition.test(answer) && !deadline.hasPassed()) {
            LockSupport.parkNanos(RETRY_NANOS);
            calls.remove(role);
            answer = exchange(role, request);
        }
        return answer;
    }

    /** Sends a job; returns at once. */
    public JobCall execute(String role, ObjectNode job) {
        return execute(role, job, HttpRequest.postJson("/execute", WireJson.text(job)));
    }

    /** Sends a job in a request that the exercise has built; returns at once. */
    public JobCall execute(String role, ObjectNode job, HttpRequest request) {
        return execute(role, job, request, end());
    }

    private JobCall execute(String role, ObjectNode job, HttpRequest request, Deadline end) {
        JobCall sent = new JobCall(job.path("job_id").asText(), send(role, request, end));
        jobs.add(sent);
        return sent;
    }

    /** Sends a job repeatedly while an earlier job still occupies the worker; returns when it has been accepted. */
    public JobCall executeWhenFree(String role, ObjectNode job) {
        return executeWhenFree(role, job, HttpRequest.postJson("/execute", WireJson.text(job)));
    }

    /** Like {@link #executeWhenFree(String, ObjectNode)}, with a request that the exercise has built. */
    public JobCall executeWhenFree(String role, ObjectNode job, HttpRequest request) {
        return executeWhenFree(role, job, request, end());
    }

    /** Like {@link #executeWhenFree(String, ObjectNode)}; the exchange may last until {@code end}. */
    public JobCall executeWhenFree(String role, ObjectNode job, Deadline end) {
        return executeWhenFree(role, job, HttpRequest.postJson("/execute", WireJson.text(job)), end);
    }

    private JobCall executeWhenFree(String role, ObjectNode job, HttpRequest request, Deadline end) {
        Deadline deadline = soon();
        JobCall sent = execute(role, job, request, end);
        while (sent.call().awaitHead(deadline) && isBusy(sent.call(), deadline) && !deadline.hasPassed()) {
            LockSupport.parkNanos(RETRY_NANOS);
            calls.remove(role);
            sent = execute(role, job, request, end);
        }
        return sent;
    }

    private static boolean isBusy(Call call, Deadline deadline) {
        if (call.transcript().status() != 503) {
            return false;
        }
        call.awaitEnd(deadline);
        return new String(call.transcript().body(), StandardCharsets.UTF_8).contains("WORKER_BUSY");
    }

    /** Sends a job that runs alone on the worker, and waits for the end of its stream. */
    public JobCall runJob(String role, ObjectNode job) {
        JobCall sent = executeWhenFree(role, job);
        awaitEnd(sent);
        return sent;
    }

    /** Waits for a job's terminal event, and a little longer for the end of its response. */
    public void awaitEnd(JobCall job) {
        Deadline deadline = soon();
        job.awaitTerminal(deadline);
        job.call().awaitEnd(Deadline.after(AFTER_TERMINAL).orEarlier(deadline));
    }

    /** Cancels a job and waits for the answer to that. */
    public Transcript cancel(String role, String jobId) {
        return exchange(role, cancelRequest(jobId));
    }

    /** Returns the request that cancels a job. */
    public static HttpRequest cancelRequest(String jobId) {
        return HttpRequest.postJson("/cancel", WireJson.text(WireJson.object().put("job_id", jobId)));
    }

    /** Ends what is still open and returns what was recorded. */
    ExerciseRecord finish(long stallNanos, String missed, String notOffered) {
        long duration = System.nanoTime() - origin;
        jobs.forEach(this::endLeftover);
        calls.values().forEach(Call::close);
        List<Exchange> exchanges = calls.entrySet().stream()
                .map(entry -> exchange(entry.getKey(), entry.getValue()))
                .toList();
        return new ExerciseRecord(exercise, attempt, duration, stallNanos, missed, notOffered, exchanges);
    }

    private void endLeftover(JobCall job) {
        if (!job.call().hasEnded()) {
            Deadline deadline = Deadline.after(CLEAN_UP);
            try (Call cancel = Call.start(worker.address(), cancelRequest(job.jobId()), deadline, settings.limit())) {
                cancel.awaitEnd(deadline);
                job.call().awaitEnd(cancel.transcript().status() == 202 ? deadline : Deadline.after(Duration.ZERO));
            }
        }
    }

    private Exchange exchange(String role, Call call) {
        return new Exchange(
                exercise, role, call.sentNanoTime() - origin, call.request().headers(), call.transcript());
    }
}
