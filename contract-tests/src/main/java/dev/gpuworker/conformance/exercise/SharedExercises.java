package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.List;

/** Several clients that use one worker. */
public final class SharedExercises {
    private static final int HEALTH_QUESTIONS = 9;
    /** Few enough that the job runs for longer than these requests. */
    private static final Duration HEALTH_MEANWHILE = Duration.ofMillis(100);

    /** Indexed by how often the job ended too soon. */
    private static final List<Integer> RUNNING_TOKENS = List.of(40, 240, 600);

    /** Three jobs, with health requests and duplicates while the first one runs. */
    public static final Exercise THREE_JOBS = ScriptedExercise.of(
            "three-jobs",
            "Sends three jobs at once; while the first one runs, asks for the health, sends ids again, and cancels an unknown job.",
            SharedExercises::threeJobs);

    /**
     * Three jobs, whether or not a job can be seen to run: a worker that shows nothing of a job before it is over, or
     * whose jobs are over at once, can still be asked to run several.
     */
    public static final Exercise JOBS_AT_ONCE = ScriptedExercise.of(
            "jobs-at-once",
            "Sends three jobs one after the other without waiting for the answer to any, and an id again once all have ended.",
            SharedExercises::jobsAtOnce);

    /** A request that was sent this long ago has been read, also on a busy machine. */
    private static final Duration READ_WITHIN = Duration.ofMillis(100);

    /**
     * At 5 ms a token, enough to distinguish events written one after another from events that a late reader saw
     * together.
     */
    private static final int WAITING_TOKENS = 6;

    private static final int WAITING_TOKENS_MAX = 384;

    private SharedExercises() {}

    /** Returns the roles of the health requests that were sent while a job ran. */
    public static String healthRole(int number) {
        return "health-" + number;
    }

    private static void threeJobs(Traffic traffic) {
        ObjectNode firstJob = traffic.job("first", RUNNING_TOKENS.get(traffic.length() - 1));
        JobCall first = traffic.executeWhenFree("first", firstJob);
        first.requireEvents(ReadNames.STARTED, 1, traffic.soon());
        ObjectNode secondJob = traffic.job("second", WAITING_TOKENS);
        JobCall second = traffic.execute("second", secondJob);
        askHealth(traffic);
        sendAgain(traffic, "id-of-running", firstJob);
        long asked = System.nanoTime();
        traffic.cancel("cancel-of-unknown", traffic.jobId("never-sent"));
        Duration answering = Duration.ofNanos(System.nanoTime() - asked);
        boolean refused = second.call().transcript().status() == 503;
        Call again = refused ? second.call() : sendAgain(traffic, "id-of-waiting", secondJob);
        JobCall third = traffic.execute("third", traffic.job("third", WAITING_TOKENS));
        third.call()
                .awaitEnd(Deadline.after(answering)); // by the time an answer would be back, the requests have arrived
        boolean allSentMeanwhile = first.isRunning() || first.hasEvent(ReadNames.ERROR);
        traffic.awaitEnd(first);
        traffic.awaitEnd(second);
        traffic.awaitEnd(third);
        sendEndedAgain(traffic, traffic.job("again", 2).put("job_id", first.jobId()));
        if (!allSentMeanwhile) {
            throw first.endedTooSoon("the other requests were sent");
        }
        if (wasOvertaken(second, again)) {
            throw MissingPrerequisiteException.perhapsOurs(
                    "the worker read the request that repeats the waiting job's id before that job");
        }
    }

    /** Returns whether the job was taken for a repetition of the request that came after it. */
    private static boolean wasOvertaken(JobCall job, Call again) {
        return job.call().transcript().status() == 409 && again.transcript().status() == 200;
    }

    private static void jobsAtOnce(Traffic traffic) {
        traffic.runJob("before", traffic.job("before", 1));
        JobCall first = traffic.execute("first", traffic.job("first", 2 * WAITING_TOKENS));
        first.call().awaitEnd(Deadline.after(READ_WITHIN));
        int tokens = waitingTokens(traffic.attempt());
        JobCall second = traffic.execute("second", traffic.job("second", tokens));
        second.call().awaitEnd(Deadline.after(READ_WITHIN));
        JobCall third = traffic.execute("third", traffic.job("third", tokens));
        traffic.awaitEnd(first);
        traffic.awaitEnd(second);
        traffic.awaitEnd(third);
        sendEndedAgain(traffic, traffic.job("again", 2).put("job_id", first.jobId()));
    }

    /**
     * Returns more tokens for each attempt. If a worker sends a job's events in one burst, only the time that the next
     * job takes separates the two answers, and two readers on a busy machine can swap answers that come together.
     */
    private static int waitingTokens(int attempt) {
        return Math.min(WAITING_TOKENS_MAX, WAITING_TOKENS << (2 * (attempt - 1)));
    }

    /** Continues if the first health request is not answered soon; its answer is still recorded when it comes. */
    private static void askHealth(Traffic traffic) {
        Call first = traffic.send(healthRole(1), HttpRequest.get("/health"));
        traffic.watch(first);
        Deadline enough = Deadline.after(HEALTH_MEANWHILE);
        for (int i = 2; i <= HEALTH_QUESTIONS && first.hasEnded() && !enough.hasPassed(); i++) {
            PlainQuestions.health(traffic, healthRole(i));
        }
    }

    /** Sends an id that is in use. Does not wait for the end: a worker that accepts the job makes it wait. */
    private static Call sendAgain(Traffic traffic, String role, ObjectNode job) {
        Call call = traffic.execute(role, job.deepCopy().put("max_tokens", 2)).call();
        traffic.watch(call);
        return call;
    }

    /** A worker may release a job's id a moment after its last event. */
    private static void sendEndedAgain(Traffic traffic, ObjectNode job) {
        traffic.exchangeUntil(
                "id-of-ended",
                HttpRequest.postJson("/execute", WireJson.text(job)),
                answer -> answer.status() != 409 && answer.status() != 503,
                Deadline.after(PlainQuestions.A_MOMENT));
    }
}
