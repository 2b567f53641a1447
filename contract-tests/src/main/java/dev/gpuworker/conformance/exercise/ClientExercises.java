package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.io.Deadline;
import java.time.Duration;
import java.util.function.Consumer;

/** Clients that disconnect in different ways, and clients that read slowly or not at all. */
public final class ClientExercises {
    private static final int SLOW_READER_TOKENS = 24;
    /** Continues for a moment after three tokens, and ends soon if the worker keeps streaming. */
    private static final int HALF_CLOSED_TOKENS = 24;
    /**
     * Longer than a network hiccup, and short compared with the 5 s within which a cancelled job must be over; shorter
     * for jobs that had ended by then.
     */
    private static final Duration STALL = Duration.ofMillis(600);

    /** A client that closes its connection. */
    public static final Exercise CLIENT_GONE = ScriptedExercise.of(
            "client-gone",
            "Closes the connection of a job after three tokens and sends the next job.",
            traffic -> goAway(traffic, Call::close));

    /** A client whose connection is reset. */
    public static final Exercise CLIENT_RESET = ScriptedExercise.of(
            "client-reset",
            "Resets the connection of a job after three tokens and sends the next job.",
            traffic -> goAway(traffic, Call::reset));

    /** A client that half-closes the connection. */
    public static final Exercise CLIENT_HALF_CLOSED = ScriptedExercise.of(
            "client-half-closed",
            "Half-closes a job's connection after three tokens, reads on, and sends the next job.",
            ClientExercises::halfClose);

    /** A client that stops reading for a while. */
    public static final Exercise SLOW_READER = ScriptedExercise.of(
            "slow-reader",
            "Stops reading a stream after its first token, asks for the health, and reads on.",
            ClientExercises::slowReader);

    /** A client that stops reading until the end of the exercise. */
    public static final Exercise STALLED_READER = ScriptedExercise.of(
            "stalled-reader",
            "Stops reading a long stream, asks for the health, cancels the job, runs the next one, and then reads on.",
            ClientExercises::stalledReader);

    private ClientExercises() {}

    private static void goAway(Traffic traffic, Consumer<Call> how) {
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents(ReadNames.TOKEN, 3, traffic.soon());
        job.requireRunning("its client could disconnect");
        how.accept(job.call());
        PlainQuestions.health(traffic, "health");
        traffic.runJob("next-job", traffic.job("next-job", 1));
    }

    private static void halfClose(Traffic traffic) {
        int tokens = Math.min(traffic.manyTokens(), HALF_CLOSED_TOKENS * traffic.length() * traffic.length());
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", tokens));
        job.requireEvents(ReadNames.TOKEN, 3, traffic.soon());
        job.requireRunning("its client could half-close the connection");
        job.call().endOurSide();
        PlainQuestions.health(traffic, "health");
        traffic.awaitEnd(job);
        traffic.runJob("next-job", traffic.job("next-job", 1));
    }

    private static void slowReader(Traffic traffic) {
        ObjectNode job = traffic.job("job", SLOW_READER_TOKENS);
        JobCall sent = traffic.executeWhenFree("job", job);
        sent.requireEvents(ReadNames.TOKEN, 1, traffic.soon());
        sent.call().pause();
        PlainQuestions.health(traffic, "health");
        traffic.watch(sent.call());
        sent.call().resume();
        traffic.awaitEnd(sent);
    }

    private static void stalledReader(Traffic traffic) {
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents(ReadNames.TOKEN, 1, traffic.soon());
        job.requireRunning("its client could stop reading");
        job.call().pause();
        job.call().awaitEnd(Deadline.after(STALL.dividedBy((long) traffic.length() * traffic.length())));
        PlainQuestions.health(traffic, "health");
        int cancelled = traffic.cancel("cancel", job.jobId()).status();
        if (cancelled != 202) {
            throw new MissingPrerequisiteException("the cancel was answered with " + cancelled);
        }
        traffic.runJob("next-job", traffic.job("next-job", 1));
        job.call().resume();
        traffic.awaitEnd(job);
        if (job.hasEvent(ReadNames.END)) {
            throw job.endedTooSoon("it could be cancelled");
        }
    }
}
