package dev.gpuworker.conformance.rules;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.conformance.exercise.SharedExercises;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Compares the time that a worker reports, {@code decode_time_ms}, with the time that the client saw (D-19). */
final class DecodeTimes {
    /** Client and worker read different clocks, and the first event may wait for a flush. */
    static final long CLOCK_SLACK_MILLIS = 50;

    private DecodeTimes() {}

    /** Judges the job that ran alone, and the jobs that waited for others. */
    static Verdict plausible(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(JobExercises.FINISHED_JOB, "first"));
        StreamEvent end =
                stream.end().orElseThrow(() -> new MissingPrerequisiteException("the job did not end with end"));
        StreamEvent started = stream.events().get(0);
        long told = told(end);
        long sinceSent = TimeUnit.NANOSECONDS.toMillis(end.frame().nanos());
        long sinceStarted = TimeUnit.NANOSECONDS.toMillis(
                end.frame().nanos() - started.frame().nanos());
        String seen = "decode_time_ms " + told + "; the client saw " + sinceStarted + " ms from started to end, "
                + sinceSent + " ms for the whole exchange";
        boolean tooLong = told > sinceSent + CLOCK_SLACK_MILLIS;
        boolean tooShort = told < sinceStarted / 2 - CLOCK_SLACK_MILLIS;
        if (!tooLong && !tooShort) {
            // The slack absorbs stalls up to its own size: only a longer stall can hide a breach.
            long tooLongIn = sinceSent + 2 * CLOCK_SLACK_MILLIS - told;
            long tooShortIn = 2 * (told + 2 * CLOCK_SLACK_MILLIS) - sinceStarted;
            long margin = Math.min(tooLongIn, tooShortIn);
            return countsWaiting(recording)
                    .orElseGet(() -> Timing.unlessHidden(
                            TimeUnit.MILLISECONDS.toNanos(margin),
                            recording.stall(JobExercises.FINISHED_JOB),
                            new Verdict.Passed(seen)));
        }
        Verdict failed = Findings.failed(
                "decode_time_ms of at least half the time from started to end, and no more than the whole exchange took",
                List.of(stream.at(end, "has " + seen)));
        long late = tooLong ? told - sinceSent : sinceStarted / 2 - told;
        return Timing.unlessStalled(
                TimeUnit.MILLISECONDS.toNanos(late), recording.stall(JobExercises.FINISHED_JOB), failed);
    }

    /** Finds a job whose decode time began while another job still ran. */
    private static Optional<Verdict> countsWaiting(Recording recording) {
        List<JobStream> ended = recording
                .exchanges()
                .filter(exchange -> exchange.exercise().equals(SharedExercises.THREE_JOBS.name()))
                .filter(JobStream::isAccepted)
                .map(JobStream::accepted)
                .filter(stream -> stream.end().isPresent())
                .sorted(Comparator.comparing(DecodeTimes::endNanos))
                .toList();
        for (int i = 1; i < ended.size(); i++) {
            JobStream before = ended.get(i - 1);
            JobStream waited = ended.get(i);
            long alone = TimeUnit.NANOSECONDS.toMillis(endNanos(waited) - endNanos(before));
            StreamEvent end = waited.end().orElseThrow();
            long early = told(end) - alone - CLOCK_SLACK_MILLIS;
            if (hasWaitedFor(before, waited) && early > 0) {
                String actual = "has decode_time_ms " + told(end) + "; the job before it ended " + alone
                        + " ms before: time in the queue is not part of the time from started to end";
                Verdict failed = Findings.failed(
                        "decode_time_ms of a job that waited, measured from its own started event",
                        List.of(waited.at(end, actual)));
                return Optional.of(Timing.unlessStalled(
                        TimeUnit.MILLISECONDS.toNanos(early), recording.stall(SharedExercises.THREE_JOBS), failed));
            }
        }
        return Optional.empty();
    }

    private static boolean hasWaitedFor(JobStream before, JobStream waited) {
        long sent = waited.exchange().sentNanos();
        return sent < endNanos(before) && sent + waited.events().get(0).frame().nanos() >= endNanos(before);
    }

    private static long endNanos(JobStream stream) {
        return stream.exchange().sentNanos()
                + stream.end().orElseThrow().frame().nanos();
    }

    /** Returns the event's {@code decode_time_ms}, or -1 if it has none. */
    static long told(StreamEvent end) {
        return end.json().path(ReadNames.DECODE_TIME_MS).asLong(-1);
    }
}
