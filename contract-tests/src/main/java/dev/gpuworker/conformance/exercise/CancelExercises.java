package dev.gpuworker.conformance.exercise;

import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;

/** Jobs that are cancelled, and answers to cancels of nothing. */
public final class CancelExercises {
    private static final int RACES = 3;

    /** A running job is cancelled twice, and another follows. */
    public static final Exercise CANCEL_RUNNING = ScriptedExercise.of(
            "cancel-running",
            "Cancels a job after three tokens, cancels it again, sends the next job, and cancels the ended one once more.",
            CancelExercises::cancelRunning);

    /** A job is cancelled as soon as it has started. */
    public static final Exercise CANCEL_EARLY = ScriptedExercise.of(
            "cancel-early", "Cancels a job as soon as its started event is here.", CancelExercises::cancelEarly);

    /** Short jobs are cancelled when they are about to end. */
    public static final Exercise CANCEL_RACE = ScriptedExercise.of(
            "cancel-race", "Three times, cancels a job of two tokens at its first one.", CancelExercises::cancelRace);

    /** A waiting job is cancelled. */
    public static final Exercise CANCEL_WAITING = ScriptedExercise.of(
            "cancel-waiting",
            "Sends a job while another runs and cancels the waiting one, then the running one.",
            CancelExercises::cancelWaiting);

    /** Cancels that have nothing to cancel. */
    public static final Exercise CANCEL_NOTHING = ScriptedExercise.of(
            "cancel-nothing",
            "Cancels a job that never was, and sends cancels without a job_id, with an empty one, with a number, and without JSON.",
            CancelExercises::cancelNothing);

    private CancelExercises() {}

    private static void cancelRunning(Traffic traffic) {
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents("token", 3, traffic.soon());
        if (!job.goesOn()) {
            traffic.cancel("cancel-of-ended", job.jobId());
            throw job.endedTooSoon("it could be cancelled, at " + traffic.manyTokens() + " tokens");
        }
        traffic.cancel("cancel", job.jobId());
        traffic.cancel("cancel-again", job.jobId());
        traffic.awaitEnd(job);
        traffic.runJob("next-job", traffic.job("next-job", 1));
        traffic.cancel("cancel-of-ended", job.jobId());
    }

    private static void cancelEarly(Traffic traffic) {
        JobCall job = traffic.executeWhenFree("job", traffic.job("job", traffic.manyTokens()));
        job.requireEvents("started", 1, traffic.soon());
        if (job.beganLate() ? !job.goesOn() : !job.isRunning()) {
            throw job.endedTooSoon("it could be cancelled");
        }
        traffic.cancel("cancel", job.jobId());
        traffic.awaitEnd(job);
    }

    private static void cancelRace(Traffic traffic) {
        for (int race = 1; race <= RACES; race++) {
            JobCall job = traffic.executeWhenFree("job-" + race, traffic.job("job-" + race, 2));
            job.awaitEvents("token", 1, traffic.soon());
            traffic.cancel("cancel-" + race, job.jobId());
            traffic.awaitEnd(job);
        }
    }

    private static void cancelWaiting(Traffic traffic) {
        JobCall running = traffic.executeWhenFree("running", traffic.job("running", traffic.manyTokens()));
        running.requireEvents("started", 1, traffic.soon());
        JobCall waiting = traffic.execute("waiting", traffic.job("waiting", 4));
        traffic.watch(waiting.call());
        if (waiting.call().transcript().status() == 503) {
            throw new NotOfferedException("the worker refuses a second job instead of letting it wait");
        }
        if (!running.isRunning()) {
            throw running.endedTooSoon("the waiting one could be cancelled");
        }
        traffic.cancel("cancel-waiting", waiting.jobId());
        traffic.watch(waiting.call());
        traffic.cancel("cancel-running", running.jobId());
        traffic.awaitEnd(running);
        traffic.awaitEnd(waiting);
    }

    private static void cancelNothing(Traffic traffic) {
        traffic.cancel("unknown", traffic.jobId("never-sent"));
        traffic.exchange("missing-job-id", HttpRequest.postJson("/cancel", "{}"));
        traffic.exchange("empty-job-id", HttpRequest.postJson("/cancel", "{\"job_id\":\"\"}"));
        traffic.exchange("numeric-job-id", HttpRequest.postJson("/cancel", "{\"job_id\":5}"));
        traffic.exchange("not-json", HttpRequest.postJson("/cancel", "cancel it"));
    }
}
