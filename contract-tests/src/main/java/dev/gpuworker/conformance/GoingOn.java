package dev.gpuworker.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a worker can be made to go on. A real model ends many jobs after a few tokens, and then nothing can be
 * cancelled, disconnected or stopped. The search runs once, and only if a job with the first prompt has ended too soon.
 * Thread-safe.
 */
public final class GoingOn {
    /** The name under which the search is recorded. */
    public static final String EXERCISE = "going-on";

    /** The longest job of the exercises that are not cancelled; more than half a page of text. */
    private static final int ENOUGH_TOKENS = 64;
    /** Longer than an exercise acts on a running job. */
    private static final Duration ENOUGH_TIME = Duration.ofMillis(1_200);
    /** The whole search may take the patience for this many answers. */
    private static final int PATIENCES = 4;

    private final WorkerUnderTest worker;
    private final RunSettings settings;
    private JobPrompt prompt; // guarded by this
    private @Nullable ExerciseRecord record; // guarded by this
    private boolean lasts; // guarded by this
    private int tried; // guarded by this

    GoingOn(WorkerUnderTest worker, RunSettings settings) {
        this.worker = worker;
        this.settings = settings;
        this.prompt = settings.prompts().first();
    }

    /** Copies what is known. The caller holds the lock of the other. */
    private GoingOn(WorkerUnderTest worker, RunSettings settings, GoingOn known) {
        this.worker = worker;
        this.settings = settings;
        this.prompt = known.prompt;
        this.record = known.record;
        this.lasts = known.lasts;
        this.tried = known.tried;
    }

    /**
     * Returns a search that has not begun yet, for callers without a run.
     *
     * @param seed seed of the jobs, 0 to 2^53 - 1
     */
    public static GoingOn of(WorkerUnderTest worker, JobPrompts prompts, Patience patience, long seed) {
        return new GoingOn(worker, RunSettings.of(patience, seed, prompts));
    }

    /** Returns a search that has not begun yet, with the default patience. */
    public static GoingOn of(WorkerUnderTest worker, JobPrompts prompts) {
        return of(worker, prompts, Patience.DEFAULT, ConformanceRunBuilder.SEED_DEFAULT);
    }

    /** Returns what is known here, for a run against another process of the same worker. */
    synchronized GoingOn forRun(WorkerUnderTest another, RunSettings runSettings) {
        return new GoingOn(another, runSettings, this);
    }

    /**
     * Returns the body of a job with the best way to ask in place of its own, once a search was made; until then the
     * body itself.
     */
    public synchronized String asked(String body) {
        try {
            return record != null && WireJson.tree(body) instanceof ObjectNode job
                    ? WireJson.text(prompt.putInto(job))
                    : body;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** Returns the prompts among which it searches. */
    public JobPrompts prompts() {
        return settings.prompts();
    }

    /** Returns the best way to ask that is known by now. */
    public synchronized JobPrompt prompt() {
        return prompt;
    }

    /** Returns whether the search has found a way; false before it. */
    public synchronized boolean lasts() {
        return lasts;
    }

    /** Returns whether all ways were tried in vain. */
    public synchronized boolean isHopeless() {
        return record != null && !lasts;
    }

    /** Returns the sentence for every check that needs a job that goes on, once {@link #isHopeless()}. */
    public synchronized String hopeless() {
        return "no job of this worker goes on for long enough: the exercise " + EXERCISE + " tried " + tried
                + " ways to ask for text";
    }

    /** Returns what the search exchanged, if it was made. */
    synchronized Optional<ExerciseRecord> record() {
        return Optional.ofNullable(record);
    }

    /**
     * Searches, unless it was done before. Returns whether it has found, just now, a way to ask whose jobs go on. If
     * nothing lasts, the prompt with the longest job stays in use.
     */
    public synchronized boolean search() {
        if (record != null) {
            return false;
        }
        try (StallWatch stalls = new StallWatch()) {
            Traffic traffic = new Traffic(worker, settings, EXERCISE, 1, 1, prompt);
            search(traffic, settings.prompts().all());
            record = traffic.finish(stalls.takeLongestNanos(), lasts ? "" : hopeless(), "");
        }
        return lasts;
    }

    // called with the lock held
    private void search(Traffic traffic, List<JobPrompt> ways) {
        Deadline enough = Deadline.after(settings.patience().await().multipliedBy(PATIENCES));
        Trial best = new Trial(prompt, 0, 0, false, false);
        for (JobPrompt way : ways) {
            tried++;
            Trial trial = trial(traffic, way, way.role(), enough);
            if (trial.betterThan(best)) {
                best = trial;
            }
            if (trial.lasts() || trial.isSilent() || enough.hasPassed()) {
                break;
            }
        }
        prompt = best.way();
        lasts = best.lasts();
    }

    private Trial trial(Traffic traffic, JobPrompt way, String role, Deadline enough) {
        JobCall job = traffic.executeWhenFree(role, way.putInto(traffic.job(role, RequestLimits.MAX_TOKENS_DEFAULT)));
        job.lastsFor(ENOUGH_TOKENS, ENOUGH_TIME, traffic.soon().orEarlier(enough));
        int tokens = job.count(ReadNames.TOKEN);
        boolean runs = job.isRunning();
        if (runs) {
            traffic.cancel("cancel-of-" + role, job.jobId());
            traffic.awaitEnd(job);
        }
        boolean all = job.hasEvent(ReadNames.END) && tokens >= RequestLimits.MAX_TOKENS_DEFAULT;
        return new Trial(
                way, tokens, job.call().transcript().endNanos(), all || (runs && tokens > 0), runs && tokens == 0);
    }

    /**
     * What one way to ask led to.
     *
     * @param nanos how long the exchange took
     * @param lasts whether the job ran for long enough, or to the greatest number of tokens
     * @param isSilent whether no token came before the deadline: then none will come for other prompts
     */
    private record Trial(JobPrompt way, int tokens, long nanos, boolean lasts, boolean isSilent) {
        boolean betterThan(Trial other) {
            return lasts != other.lasts ? lasts : nanos > other.nanos && tokens >= other.tokens;
        }
    }
}
