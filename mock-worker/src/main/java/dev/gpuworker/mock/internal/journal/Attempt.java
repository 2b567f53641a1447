package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.RecordedRefusal;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request with which a client sent a job, and its result.
 *
 * @param sameJob equal for two tries of one job: its id and its prompt, or its body if that could not be parsed
 * @param jobId the job's id, or a placeholder
 * @param at when it arrived
 * @param over when it ended; null while it runs or waits
 * @param failed whether it ended in a way that may make a client retry
 * @param finality whether the worker called a retry useful
 * @param retryAfter wait that the worker asked for
 * @param tokens number of delivered tokens
 */
record Attempt(
        String sameJob,
        String jobId,
        Duration at,
        @Nullable Duration over,
        boolean failed,
        Finality finality,
        @Nullable Duration retryAfter,
        int tokens) {
    /** What the worker said about a retry. */
    enum Finality {
        RETRIABLE,
        FINAL,
        UNSAID
    }

    private static final int ID_IN_USE = 409;

    /** Returns all attempts, in order of arrival. */
    static List<Attempt> of(JournalView journal) {
        Stream<Attempt> jobs = journal.jobs().stream()
                .filter(job -> job.outcome() != JobOutcome.REPLIED)
                .map(Attempt::of);
        return Stream.concat(jobs, journal.refusals().stream().map(Attempt::of))
                .sorted(Comparator.comparing(Attempt::at))
                .toList();
    }

    private static Attempt of(RecordedJob job) {
        boolean failed = switch (job.outcome()) {
            case FAILED, TIMED_OUT, DISCONNECTED, BROKEN_OFF, SHUT -> true;
            case WAITING, RUNNING, ENDED, CANCELLED, REPLIED -> false;
        };
        boolean told = job.outcome() == JobOutcome.FAILED || job.outcome() == JobOutcome.TIMED_OUT;
        String code = job.errorCode();
        return new Attempt(
                job.jobId() + " " + job.prompt().sha256(),
                job.jobId(),
                job.arrived(),
                job.outcome().isOver() ? job.arrived().plus(job.waited()).plus(job.ran()) : null,
                failed,
                told && code != null ? finality(code) : Finality.UNSAID,
                null,
                job.tokensSent());
    }

    private static Finality finality(String code) {
        return ErrorCode.of(code)
                .map(known -> known.retriable() ? Finality.RETRIABLE : Finality.FINAL)
                .orElse(Finality.UNSAID);
    }

    private static Attempt of(RecordedRefusal refusal) {
        String id = refusal.jobId();
        // An id in use becomes free when its job ends, whatever retriable says.
        Finality finality = refusal.retriable() || refusal.status() == ID_IN_USE ? Finality.RETRIABLE : Finality.FINAL;
        return new Attempt(
                (id == null ? "" : id + " ") + refusal.fingerprint(),
                id == null ? "(an unreadable job)" : id,
                refusal.at(),
                refusal.at(),
                true,
                finality,
                refusal.retryAfter(),
                0);
    }
}
