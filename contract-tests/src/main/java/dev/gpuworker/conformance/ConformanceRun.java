package dev.gpuworker.conformance;

import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.MissingPrerequisiteException.Cure;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the exercises that a rulebook needs against a worker, one after another, and judges their recordings. */
public final class ConformanceRun {
    /** An exercise that missed its prerequisite is made up to three times. */
    private static final int ATTEMPTS_MAX = 3;
    /** There are so many lengths of jobs; the last one is used again if jobs are known to go on, but not always do. */
    private static final int LENGTH_MAX = 3;
    /** An exercise that a stall of this process spoiled is no evidence about the worker; it is made up to six times. */
    private static final int ATTEMPTS_ON_STALLS_MAX = 6;
    /** If this process stalls for longer, events appear bunched and later ones appear late. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** The minimum time that a silent worker has to show that it still answers. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

    private final WorkerUnderTest worker;
    private final Rulebook rulebook;
    private final RunSettings settings;
    private final GoingOn goingOn;
    private final Progress progress;

    ConformanceRun(
            WorkerUnderTest worker, Rulebook rulebook, RunSettings settings, GoingOn goingOn, Progress progress) {
        this.worker = worker;
        this.rulebook = rulebook;
        this.settings = settings;
        this.goingOn = goingOn;
        this.progress = progress;
    }

    /** Returns a builder of runs against this worker with these rules. */
    public static ConformanceRunBuilder of(WorkerUnderTest worker, Rulebook rulebook) {
        return new ConformanceRunBuilder(worker, rulebook);
    }

    /**
     * Makes all traffic and judges it. Takes as long as the worker takes; the patience limits each exchange. Never
     * throws because of anything that the worker does.
     */
    public ConformanceResult run() {
        return ConformanceResult.judge(rulebook, record());
    }

    private Recording record() {
        List<Exercise> exercises = rulebook.exercises().stream()
                .sorted(Comparator.comparing(Exercise::stopsTheWorker))
                .toList();
        List<ExerciseRecord> records = new ArrayList<>();
        String gone = "";
        try (StallWatch stalls = new StallWatch()) {
            for (Exercise exercise : exercises) {
                progress.begins(exercise, records.size() + 1, exercises.size());
                if (gone.isEmpty()) {
                    ExerciseRecord made = make(exercise, stalls);
                    records.add(made);
                    gone = fellSilent(made) ? "the worker stopped answering in exercise " + exercise.name() : "";
                } else {
                    records.add(new ExerciseRecord(exercise.name(), 1, 0, 0, gone, "", List.of()));
                }
            }
        }
        goingOn.record().ifPresent(records::add);
        return new Recording(records);
    }

    private ExerciseRecord make(Exercise exercise, StallWatch stalls) {
        Attempt made = attempt(exercise, 1, 1, stalls);
        for (int attempt = 2; attempt <= ATTEMPTS_ON_STALLS_MAX; attempt++) {
            boolean canGoOn = made.wantsLongerJobs() && mayRepeat(exercise, made) && goingOn.search();
            if (!canGoOn && !isWorthRepeating(exercise, made)) {
                break;
            }
            boolean longer = made.cure().isLonger() && !canGoOn;
            made = attempt(exercise, attempt, Math.min(made.length() + (longer ? 1 : 0), LENGTH_MAX), stalls);
        }
        return made.cure() == Cure.LONGER_JOBS && goingOn.isHopeless()
                ? made.made().missing(goingOn.hopeless())
                : made.made();
    }

    /**
     * One attempt at an exercise.
     *
     * @param length how long its jobs were, from 1
     * @param cure what may provide the prerequisite that it missed
     * @param wantsLongerJobs whether its jobs ended too soon
     * @param stalled whether it missed something while this process stalled
     */
    private record Attempt(ExerciseRecord made, int length, Cure cure, boolean wantsLongerJobs, boolean stalled) {}

    private Attempt attempt(Exercise exercise, int attempt, int length, StallWatch stalls) {
        stalls.takeLongestNanos();
        Traffic traffic = new Traffic(worker, settings, exercise.name(), attempt, length, goingOn.prompt());
        String missed = "";
        String notOffered = "";
        Cure cure = Cure.NOTHING;
        try {
            exercise.run(traffic);
        } catch (MissingPrerequisiteException e) {
            missed = String.valueOf(e.getMessage());
            cure = e.cure();
        } catch (NotOfferedException e) {
            notOffered = String.valueOf(e.getMessage());
        }
        long stallNanos = stalls.takeLongestNanos();
        boolean stalled = !missed.isEmpty() && stallNanos > STALL_NANOS;
        boolean wantsLongerJobs = cure == Cure.LONGER_JOBS || traffic.wantsLongerJobs();
        return new Attempt(traffic.finish(stallNanos, missed, notOffered), length, cure, wantsLongerJobs, stalled);
    }

    private boolean isWorthRepeating(Exercise exercise, Attempt attempt) {
        if (!mayRepeat(exercise, attempt)) {
            return false;
        }
        Recording alone = new Recording(List.of(attempt.made()));
        return (attempt.cure().isLonger() && attempt.length() < LENGTH_MAX)
                || (attempt.cure() == Cure.LONGER_JOBS && goingOn.lasts())
                || (attempt.cure() == Cure.ONCE_MORE && attempt.made().attempt() == 1)
                || (attempt.stalled() && attempt.made().attempt() < ATTEMPTS_MAX)
                || rulebook.rules().stream()
                        .filter(rule -> rule.exercises().contains(exercise))
                        .anyMatch(rule -> rule.verdict(alone) instanceof Verdict.Inconclusive);
    }

    private boolean mayRepeat(Exercise exercise, Attempt attempt) {
        return !exercise.stopsTheWorker() && !fellSilent(attempt.made());
    }

    private boolean fellSilent(ExerciseRecord made) {
        boolean nothingEnded = made.exchanges().stream().allMatch(ConformanceRun::wasGivenUp);
        boolean suspicious = nothingEnded
                || made.exchanges().stream()
                        .anyMatch(exchange -> exchange.transcript().status() == 0);
        if (made.exchanges().isEmpty() || !suspicious) {
            return false;
        }
        Duration await = settings.patience().await();
        Deadline deadline = Deadline.after(await.compareTo(SIGN_OF_LIFE) > 0 ? await : SIGN_OF_LIFE);
        try (Call health = Call.start(worker.address(), HttpRequest.get("/health"), deadline, settings.limit())) {
            return nothingEnded ? !endsByItself(health, deadline) : !health.awaitHead(deadline);
        }
    }

    /** The call gives up at this deadline too, possibly a moment before this check. */
    private static boolean endsByItself(Call call, Deadline deadline) {
        return call.awaitEnd(deadline) && call.transcript().ending() != TransferEnd.TIMED_OUT;
    }

    /**
     * Returns whether the reader ended it, not the worker; a worker that sends its answers byte by byte would cost a
     * run hours.
     */
    private static boolean wasGivenUp(Exchange exchange) {
        TransferEnd ending = exchange.transcript().ending();
        return ending == TransferEnd.TIMED_OUT || ending == TransferEnd.CLOSED_BY_READER;
    }
}
