package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.SharedExercises;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One job at a time (section 1). */
final class SharedRules {
    /**
     * Two threads read two connections, and either may be late. A late reader then reads everything that it missed at
     * once. So only events that are spread over this time were written after the other job had begun.
     */
    private static final long UNORDERED_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private SharedRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-133", "M0-W-1301")
                        .says("Jobs never interleave: a job starts after the terminal event of the job before.")
                        .from(SharedExercises.THREE_JOBS, SharedExercises.JOBS_AT_ONCE)
                        .lookAt("what makes a second job wait: the batch size is 1.")
                        .judge(SharedRules::neverInterleave),
                must("W-134", "D-07", "M0-W-1301")
                        .says(
                                "A second job waits its turn, or is refused with 503, WORKER_BUSY, retriable true and Retry-After.")
                        .from(SharedExercises.THREE_JOBS, SharedExercises.JOBS_AT_ONCE)
                        .lookAt("how the worker answers a job while another one runs.")
                        .judge(recording -> ReplyChecks.verdict(
                                "200 and a stream, or 503 with WORKER_BUSY, retriable true and Retry-After",
                                Stream.of("second", "third")
                                        .map(role -> Reply.of(recording.exchange(shared(recording), role)))
                                        .toList(),
                                SharedRules::neitherWaitsNorRefused)),
                must("W-135", "D-07")
                        .says("Waiting jobs run in the order in which they arrived.")
                        .from(SharedExercises.THREE_JOBS, SharedExercises.JOBS_AT_ONCE)
                        .lookAt("the queue: it must be first in, first out.")
                        .judge(SharedRules::inOrder),
                must("W-136", "D-08")
                        .says("The job_id of a running job is refused with 409, field job_id, constraint unique.")
                        .from(SharedExercises.THREE_JOBS)
                        .lookAt("whether the worker keeps the ids of running jobs.")
                        .judge(recording -> ReplyChecks.verdict(
                                "409 with code INVALID_REQUEST, field job_id, constraint unique",
                                List.of(reply(recording, "id-of-running")),
                                SharedRules::isNotDuplicate)),
                must("W-137", "D-08")
                        .says("The job_id of a job that has ended can be used again.")
                        .from(SharedExercises.THREE_JOBS, SharedExercises.JOBS_AT_ONCE)
                        .lookAt("whether the worker keeps an id for longer than its job.")
                        .judge(recording -> AcceptedRules.accepted(shared(recording), "id-of-ended")
                                .apply(recording)),
                must("W-138", "D-08")
                        .says("The job_id of a waiting job is refused with 409, field job_id, constraint unique.")
                        .from(SharedExercises.THREE_JOBS)
                        .lookAt("whether the worker keeps the ids of waiting jobs.")
                        .judge(recording -> ReplyChecks.verdict(
                                "409 with code INVALID_REQUEST, field job_id, constraint unique",
                                List.of(Reply.of(waiting(recording, SharedExercises.THREE_JOBS, "id-of-waiting"))),
                                SharedRules::isNotDuplicate)),
                must("W-141", "M0-W-1301", "M0-W-1330")
                        .says("Other jobs, duplicates and cancels of other jobs do not disturb a running job.")
                        .from(SharedExercises.THREE_JOBS)
                        .lookAt("whether cancels and refusals reach the wrong job.")
                        .judge(SharedRules::firstUndisturbed));
    }

    /** Returns the exercise that shows how jobs share the worker, also if no job could be seen to run. */
    private static Exercise shared(Recording recording) {
        try {
            recording.of(SharedExercises.THREE_JOBS);
            return SharedExercises.THREE_JOBS;
        } catch (MissingPrerequisiteException nothingRan) {
            return SharedExercises.JOBS_AT_ONCE;
        }
    }

    private static Reply reply(Recording recording, String role) {
        return Reply.of(recording.exchange(SharedExercises.THREE_JOBS, role));
    }

    private static Exchange waiting(Recording recording, Exercise exercise, String role) {
        if (Reply.of(recording.exchange(exercise, "second")).status() == 503) {
            throw new NotOfferedException("the worker refuses a second job instead of letting it wait");
        }
        return recording.exchange(exercise, role);
    }

    private static Verdict neverInterleave(Recording recording) {
        Exercise exercise = shared(recording);
        List<JobStream> streams = recording.of(exercise).exchanges().stream()
                .filter(JobStream::isAccepted)
                .map(JobStream::accepted)
                .filter(stream -> !stream.events().isEmpty())
                .toList();
        for (JobStream one : streams) {
            for (JobStream other : streams) {
                Optional<Finding> overlap = overlap(one, other);
                if (overlap.isPresent()) {
                    Verdict failed =
                            Findings.failed("started after the other job's terminal event", List.of(overlap.get()));
                    return spread(other, other.events()) < UNORDERED_NANOS
                            ? Verdict.Inconclusive.byOwnStall(failed.actual()
                                    + "; its events then came all at once, so they may have waited for their reader")
                            : failed;
                }
            }
        }
        return Findings.verdict("started after the other job's terminal event", streams.size(), "jobs", List.of());
    }

    /** Returns whether the first job went on after the other had begun. */
    private static Optional<Finding> overlap(JobStream one, JobStream other) {
        StreamEvent begin = other.events().get(0);
        if (one.equals(other) || at(one, one.events().get(0)) > at(other, begin)) {
            return Optional.empty();
        }
        return wentOnAfter(one, at(other, begin))
                ? Optional.of(
                        other.at(begin, "came while the job " + one.exchange().role() + " was running"))
                : Optional.empty();
    }

    /** Returns whether events of a stream were certainly written, not only read, after this moment. */
    private static boolean wentOnAfter(JobStream stream, long moment) {
        List<StreamEvent> later = stream.events().stream()
                .filter(event -> at(stream, event) > moment)
                .toList();
        return spread(stream, later) >= UNORDERED_NANOS;
    }

    private static long spread(JobStream stream, List<StreamEvent> events) {
        return events.isEmpty() ? 0 : at(stream, events.get(events.size() - 1)) - at(stream, events.get(0));
    }

    private static long at(JobStream stream, StreamEvent event) {
        return stream.exchange().sentNanos() + event.frame().nanos();
    }

    private static @Nullable String neitherWaitsNorRefused(Reply reply) {
        if (reply.status() == 200) {
            boolean streamed = JobStream.isAccepted(reply.exchange())
                    && !JobStream.accepted(reply.exchange()).events().isEmpty();
            return streamed ? null : "answered 200 without a single event";
        }
        if (reply.status() != 503) {
            return "answered " + reply.exchange().summary();
        }
        String retryAfter = reply.exchange().transcript().header("retry-after").orElse("");
        return Fields.first(
                reply.isNotEnvelope("WORKER_BUSY"),
                reply.json().path("retriable").asBoolean() ? null : "answered 503 with retriable false",
                retryAfter.isEmpty() ? "answered 503 without Retry-After" : null,
                isSecondsOrDate(retryAfter)
                        ? null
                        : "answered 503 with Retry-After \"" + retryAfter + "\", neither seconds nor a date");
    }

    private static boolean isSecondsOrDate(String retryAfter) {
        try {
            return SECONDS.matcher(retryAfter).matches()
                    || DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Verdict inOrder(Recording recording) {
        Exercise exercise = shared(recording);
        JobStream second = JobStream.accepted(waiting(recording, exercise, "second"));
        JobStream third = JobStream.accepted(waiting(recording, exercise, "third"));
        if (second.events().isEmpty() || third.events().isEmpty()) {
            return Findings.failed(
                    "both waiting jobs run",
                    List.of(Finding.at(second.exchange(), "the waiting jobs' streams have no events")));
        }
        long early =
                at(second, second.events().get(0)) - at(third, third.events().get(0));
        if (early <= 0) {
            return new Verdict.Passed("the second job ran before the third");
        }
        StreamEvent begin = third.events().get(0);
        if (!wentOnAfter(second, at(third, begin))) {
            return Verdict.Inconclusive.byOwnStall(
                    "the third job's first event was read " + Timing.millis(early)
                            + " before the second's; the second's events then came all at once, so they may have waited for their reader");
        }
        Verdict failed = Findings.failed(
                "the second job before the third", List.of(third.at(begin, "came before the second job had started")));
        return Timing.unlessStalled(early, recording.stall(exercise), failed);
    }

    private static @Nullable String isNotDuplicate(Reply reply) {
        return Fields.first(
                reply.statusIsNot(409),
                reply.isNotEnvelope("INVALID_REQUEST"),
                reply.hasError("job_id", "unique")
                        ? null
                        : "answered 409 without an error for job_id, unique: "
                                + reply.json().path("errors"));
    }

    private static Verdict firstUndisturbed(Recording recording) {
        JobStream first = JobStream.accepted(recording.exchange(SharedExercises.THREE_JOBS, "first"));
        StreamEvent terminal = first.terminal()
                .orElseThrow(() -> new MissingPrerequisiteException("the first job's stream has no terminal event"));
        boolean good = !ReadNames.ERROR.equals(terminal.type());
        return good
                ? new Verdict.Passed(first.sequence())
                : Findings.failed(
                        "a stream that does not end with error",
                        List.of(Finding.at(first.exchange(), "the stream was " + first.sequence())));
    }
}
