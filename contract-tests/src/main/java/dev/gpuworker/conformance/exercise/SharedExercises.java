package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.Call;

/** A worker that several clients use, and clients that go away or read slowly. */
public final class SharedExercises {
    private static final int HEALTH_QUESTIONS = 9;
    private static final int RUNNING_TOKENS = 40;
    private static final int SLOW_READER_TOKENS = 24;

    /** Three jobs, with questions and duplicates while the first one runs. */
    public static final Exercise THREE_JOBS = ScriptedExercise.of(
            "three-jobs",
            "Sends three jobs at once; while the first one runs asks for health, sends ids again, and cancels an unknown job.",
            SharedExercises::threeJobs);

    /** A client that closes its connection. */
    public static final Exercise CLIENT_GONE = ScriptedExercise.of(
            "client-gone",
            "Closes the connection of a job after three tokens and sends the next job.",
            SharedExercises::clientGone);

    /** A client that stops reading for a while. */
    public static final Exercise SLOW_READER = ScriptedExercise.of(
            "slow-reader",
            "Stops reading a stream after its first token, asks for health, and reads on.",
            SharedExercises::slowReader);

    private SharedExercises() {}

    /** Returns the roles of the health questions that were asked while a job ran. */
    public static String healthRole(int number) {
        return "health-" + number;
    }

    private static void threeJobs(Traffic traffic) {
        ObjectNode firstJob = traffic.job("first", Math.min(traffic.manyTokens(), RUNNING_TOKENS * traffic.attempt()));
        JobCall first = traffic.executeWhenFree("first", firstJob);
        first.requireEvents("started", 1, traffic.soon());
        ObjectNode secondJob = traffic.job("second", 2);
        JobCall second = traffic.execute("second", secondJob);
        for (int i = 1; i <= HEALTH_QUESTIONS; i++) {
            Replies.health(traffic, healthRole(i));
        }
        sendAgain(traffic, "id-of-running", firstJob);
        traffic.cancel("cancel-of-unknown", traffic.jobId("never-sent"));
        boolean refused = second.call().transcript().status() == 503;
        if (!refused) {
            sendAgain(traffic, "id-of-waiting", secondJob);
        }
        JobCall third = traffic.execute("third", traffic.job("third", 2));
        boolean allSentMeanwhile = first.isRunning();
        first.call().awaitEnd(traffic.soon());
        second.call().awaitEnd(traffic.soon());
        third.call().awaitEnd(traffic.soon());
        traffic.runJob("id-of-ended", traffic.job("again", 1).put("job_id", first.jobId()));
        if (!allSentMeanwhile) {
            throw new MissingPrerequisiteException("the first job ended before the other requests were sent");
        }
    }

    /** Sends an id that is taken; a worker that takes the job on keeps it waiting, so its end is not waited for. */
    private static void sendAgain(Traffic traffic, String role, ObjectNode job) {
        Call call = traffic.execute(role, job.deepCopy().put("max_tokens", 1)).call();
        traffic.watch(call);
    }

    private static void clientGone(Traffic traffic) {
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents("token", 3, traffic.soon());
        if (!job.isRunning()) {
            throw new MissingPrerequisiteException("the job ended before its client could go away");
        }
        job.call().close();
        Replies.health(traffic, "health");
        traffic.runJob("next-job", traffic.job("next-job", 1));
    }

    private static void slowReader(Traffic traffic) {
        ObjectNode job = traffic.job("job", SLOW_READER_TOKENS);
        JobCall sent = traffic.executeWhenFree("job", job);
        sent.requireEvents("token", 1, traffic.soon());
        sent.call().pause();
        Replies.health(traffic, "health");
        traffic.watch(sent.call());
        sent.call().resume();
        sent.call().awaitEnd(traffic.soon());
    }
}
