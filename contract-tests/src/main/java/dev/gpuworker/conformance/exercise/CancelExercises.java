package dev.gpuworker.conformance.exercise;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import java.time.Duration;

/** Cancels of jobs, and cancels that name no job. */
public final class CancelExercises {
    private static final int RACES = 3;
    /** Takes a few milliseconds each: together less than the 100 ms that a cancel may take. */
    private static final int CANCELS_MAX = 8;
    /** From this attempt on, jobs are cancelled as early as possible: even long jobs ended too soon. */
    private static final int HASTE = 3;
    /** A request has surely been read this long after it was sent; used if no time is left to watch for its refusal. */
    private static final Duration QUEUED_WITHIN = Duration.ofMillis(20);

    /** Cancels a running job twice, then runs another job. */
    public static final Exercise CANCEL_RUNNING = ScriptedExercise.of(
            "cancel-running",
            "Cancels a job after three tokens (or at once, if it ends too soon) and cancels it again. If the job ends like one that nobody cancelled, it may have been over first: then cancels a second and a third one. Sends the next job, and cancels the ended one once more.",
            CancelExercises::cancelRunning);

    /** Cancels a running job again while the first cancel may still be taking effect. */
    public static final Exercise CANCEL_TWICE = ScriptedExercise.of(
            "cancel-twice",
            "Cancels a job twice at the same moment, and then repeatedly until its stream has ended.",
            CancelExercises::cancelTwice);

    /** Cancels a job as soon as it has started. */
    public static final Exercise CANCEL_EARLY = ScriptedExercise.of(
            "cancel-early",
            "Cancels a job as soon as its started event arrives; does so again, a little later each time, up to three times while the job ends like one that nobody cancelled.",
            CancelExercises::cancelEarly);

    /** Cancels short jobs when they are about to end. */
    public static final Exercise CANCEL_RACE = ScriptedExercise.of(
            "cancel-race",
            "Three times, cancels a job of two tokens when its first token arrives.",
            CancelExercises::cancelRace);

    /** Cancels a waiting job. */
    public static final Exercise CANCEL_WAITING = ScriptedExercise.of(
            "cancel-waiting",
            "Sends a job while another runs and cancels the waiting one twice, then the running one.",
            CancelExercises::cancelWaiting);

    /** Sends cancels that name no known job. */
    public static final Exercise CANCEL_NOTHING = ScriptedExercise.of(
            "cancel-nothing",
            "Cancels a job that never existed, and sends cancels without a job_id, with an empty job_id, with a number, and without JSON.",
            CancelExercises::cancelNothing);

    private CancelExercises() {}

    private static void cancelRunning(Traffic traffic) {
        JobCall job = CancelTries.run(
                traffic,
                role -> runningJob(traffic, role),
                (cancelled, number) -> traffic.cancel(CancelTries.role("cancel-again", number), cancelled.jobId()));
        traffic.runJob("next-job", traffic.job("next-job", 1));
        traffic.cancel("cancel-of-ended", job.jobId());
    }

    private static JobCall runningJob(Traffic traffic, String role) {
        boolean atOnce = traffic.length() >= HASTE;
        JobCall job = traffic.executeWhenFree(role, traffic.job(role, traffic.manyTokens()));
        job.requireEvents(atOnce ? ReadNames.STARTED : ReadNames.TOKEN, atOnce ? 1 : 3, traffic.soon());
        if (atOnce ? isOver(job) : !job.goesOn()) {
            traffic.cancel("cancel-of-ended", job.jobId());
            throw job.endedTooSoon("it could be cancelled, at " + traffic.manyTokens() + " tokens");
        }
        return job;
    }

    private static void cancelTwice(Traffic traffic) {
        boolean atOnce = traffic.length() >= HASTE;
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents(atOnce ? ReadNames.STARTED : ReadNames.TOKEN, 1, traffic.soon());
        if (atOnce ? isOver(job) : !job.goesOn()) {
            throw job.endedTooSoon("it could be cancelled");
        }
        Call first = traffic.send("cancel-1", Traffic.cancelRequest(job.jobId()));
        Call second = traffic.send("cancel-2", Traffic.cancelRequest(job.jobId()));
        for (int next = 3; next <= CANCELS_MAX && job.isRunning(); next++) {
            traffic.cancel("cancel-" + next, job.jobId());
        }
        first.awaitEnd(traffic.soon());
        second.awaitEnd(traffic.soon());
        traffic.awaitEnd(job);
    }

    private static void cancelEarly(Traffic traffic) {
        CancelTries.run(
                traffic,
                role -> {
                    JobCall job = traffic.executeWhenFree(role, traffic.job(role, traffic.manyTokens()));
                    job.requireEvents(ReadNames.STARTED, 1, traffic.soon());
                    if (isOver(job)) {
                        throw job.endedTooSoon("it could be cancelled");
                    }
                    return job;
                },
                (job, number) -> {});
    }

    private static void cancelRace(Traffic traffic) {
        for (int race = 1; race <= RACES; race++) {
            JobCall job = traffic.executeWhenFree("job-" + race, traffic.job("job-" + race, 2));
            job.awaitEvents(ReadNames.TOKEN, 1, traffic.soon());
            traffic.cancel("cancel-" + race, job.jobId());
            traffic.awaitEnd(job);
        }
    }

    private static void cancelWaiting(Traffic traffic) {
        JobCall running = traffic.executeWhenFree("running", traffic.job("running", traffic.manyTokens()));
        running.requireEvents(ReadNames.STARTED, 1, traffic.soon());
        JobCall waiting = traffic.execute("waiting", traffic.job("waiting", 4));
        if (traffic.length() >= HASTE) {
            waiting.call().awaitEnd(Deadline.after(QUEUED_WITHIN));
        } else {
            traffic.watch(waiting.call());
        }
        requireWaiting(waiting, running);
        traffic.cancel("cancel-waiting", waiting.jobId());
        traffic.cancel("cancel-waiting-again", waiting.jobId());
        traffic.watch(waiting.call());
        traffic.cancel("cancel-running", running.jobId());
        boolean endedByItself = !running.goesOn() && running.hasEvent(ReadNames.END);
        traffic.awaitEnd(running);
        traffic.awaitEnd(waiting);
        if (endedByItself && (waiting.hasEvent(ReadNames.TOKEN) || waiting.hasEvent(ReadNames.END))) {
            throw running.endedTooSoon("the waiting one could be cancelled");
        }
    }

    private static void requireWaiting(JobCall waiting, JobCall running) {
        if (waiting.call().transcript().status() == 503) {
            throw new NotOfferedException("the worker refuses a second job instead of letting it wait");
        }
        if (waiting.hasEvent(ReadNames.STARTED) ? !running.goesOn() : !running.isRunning()) {
            throw running.endedTooSoon("the waiting one could be cancelled");
        }
    }

    /**
     * Returns whether a job that has just started is already over; if it began late, it may be a burst that is still
     * being read.
     */
    private static boolean isOver(JobCall job) {
        return job.beganLate() ? !job.goesOn() : !job.isRunning();
    }

    private static void cancelNothing(Traffic traffic) {
        traffic.cancel("unknown", traffic.jobId("never-sent"));
        traffic.exchange("missing-job-id", HttpRequest.postJson("/cancel", "{}"));
        traffic.exchange("empty-job-id", HttpRequest.postJson("/cancel", "{\"job_id\":\"\"}"));
        traffic.exchange("numeric-job-id", HttpRequest.postJson("/cancel", "{\"job_id\":5}"));
        traffic.exchange("not-json", HttpRequest.postJson("/cancel", "cancel it"));
    }
}
