package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.ReplyChecks.replies;
import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.CancelExercises;
import dev.gpuworker.conformance.exercise.EndNearCancel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What POST /cancel answers and does (section 3). */
final class CancelRules {
    private static final Duration OVER_WITHIN = Duration.ofSeconds(5);

    private static final String ACCEPTED = "202 {\"status\":\"cancelling\",\"job_id\":\"…\"}";

    private CancelRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-320", "M0-W-1330", "D-15")
                        .says("The cancel of a running job is answered with 202 and its job_id.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .lookAt("the handler of /cancel: it must answer {\"status\":\"cancelling\",\"job_id\":…}.")
                        .judge(accepted(CancelExercises.CANCEL_RUNNING, "cancel")),
                must("W-321", "M0-W-1330")
                        .says("The stream of a cancelled job ends with error, code CANCELLED.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .lookAt("how the cancel reaches the stream: end is only for jobs that finished by themselves.")
                        .judge(recording -> endsCancelled(recording, CancelExercises.CANCEL_RUNNING)),
                must("W-322", "M0-W-1330", "M0-W-1610")
                        .says("The terminal event of a cancelled job comes within 100 ms.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .within(
                                EndNearCancel.EFFECT_WITHIN,
                                "from the last byte of POST /cancel written to the arrival of the terminal event's blank line")
                        .lookAt("how often the generation loop checks for a cancel.")
                        .judge(CancelRules::terminalInTime),
                must("W-323", "M0-W-1330")
                        .says("A cancelled job frees its slot within 5 s: the next job starts.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .within(
                                OVER_WITHIN,
                                "from the last byte of POST /cancel written to the next job's started event")
                        .lookAt("what releases the slot: a cancelled job must free it like any other.")
                        .judge(CancelRules::slotIsFree),
                must("W-324", "M0-W-1330", "D-15")
                        .says("A second cancel of the same job gets the same answer, whether the job runs or waits,"
                                + " and whether the first has taken effect or not.")
                        .from(
                                CancelExercises.CANCEL_RUNNING,
                                CancelExercises.CANCEL_TWICE,
                                CancelExercises.CANCEL_WAITING)
                        .lookAt(
                                "whether the handler treats a cancelled job as unknown, or a cancel in progress as a conflict.")
                        .judge(CancelRules::everyCancelAccepted),
                must("W-325", "M0-W-1330", "D-15")
                        .says("The cancel of an unknown job gets the same answer.")
                        .from(CancelExercises.CANCEL_NOTHING)
                        .lookAt("how the handler answers unknown ids: with 202, not 404.")
                        .judge(accepted(CancelExercises.CANCEL_NOTHING, "unknown")),
                must("W-326", "M0-W-1330", "D-15")
                        .says("The cancel of a job that has ended gets the same answer.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .lookAt("how the handler answers ids of ended jobs: with 202, not 404 or 409.")
                        .judge(accepted(CancelExercises.CANCEL_RUNNING, "cancel-of-ended")),
                must("W-327", "M0-W-1330")
                        .says("A cancel without a usable job_id is answered with 400 and the errors.")
                        .from(CancelExercises.CANCEL_NOTHING)
                        .lookAt("the validation of the body of /cancel.")
                        .judge(CancelRules::refusesNonsense),
                must("W-328", "D-16")
                        .says("The stream of a waiting job that is cancelled holds only started and error CANCELLED.")
                        .from(CancelExercises.CANCEL_WAITING)
                        .lookAt("what happens to a job that is cancelled in the queue: it must neither run nor vanish.")
                        .judge(CancelRules::waitingJobEnds),
                must("W-329", "M0-W-1330", "D-15")
                        .says("The cancel of a waiting job gets the same answer.")
                        .from(CancelExercises.CANCEL_WAITING)
                        .lookAt("whether the handler finds waiting jobs.")
                        .judge(accepted(CancelExercises.CANCEL_WAITING, "cancel-waiting")),
                must("W-330", "M0-W-1330", "M0-W-1311")
                        .says(
                                "A cancel that races with the end of a job leaves one terminal event: end, or error CANCELLED.")
                        .from(CancelExercises.CANCEL_RACE)
                        .lookAt("where the outcome of a job is decided: it must be decided exactly once.")
                        .judge(CancelRules::raceHasOneWinner),
                must("W-331", "M0-W-1330")
                        .says("A job cancelled right after started ends with error CANCELLED.")
                        .from(CancelExercises.CANCEL_EARLY)
                        .lookAt(
                                "whether a cancel is lost if it comes before the generation loop starts to check for it.")
                        .judge(recording -> endsCancelled(recording, CancelExercises.CANCEL_EARLY)));
    }

    private static Function<Recording, Verdict> accepted(Exercise exercise, String role) {
        return recording -> ReplyChecks.verdict(
                ACCEPTED,
                List.of(Reply.of(recordedEvenIfMissed(recording, exercise, role))),
                CancelRules::isNotAcceptance);
    }

    /** A worker without a queue has no waiting job to cancel twice. */
    private static Verdict everyCancelAccepted(Recording recording) {
        Stream<Exchange> running =
                Stream.of(recordedEvenIfMissed(recording, CancelExercises.CANCEL_RUNNING, "cancel-again"));
        Stream<Exchange> twice = recording.of(CancelExercises.CANCEL_TWICE).exchanges().stream()
                .filter(exchange -> exchange.transcript().path().equals("/cancel"));
        Stream<Exchange> waiting = recording
                .exchanges()
                .filter(exchange -> exchange.exercise().equals(CancelExercises.CANCEL_WAITING.name())
                        && exchange.role().equals("cancel-waiting-again"));
        return ReplyChecks.verdict(
                ACCEPTED,
                Stream.of(running, twice, waiting)
                        .flatMap(exchanges -> exchanges)
                        .map(Reply::of)
                        .toList(),
                CancelRules::isNotAcceptance);
    }

    private static Exchange recordedEvenIfMissed(Recording recording, Exercise exercise, String role) {
        return CancelledJob.recorded(recording, exercise, role).orElseGet(() -> recording.exchange(exercise, role));
    }

    private static @Nullable String isNotAcceptance(Reply reply) {
        String asked = JobIds.of(reply.exchange());
        String problem = Fields.first(reply.statusIsNot(202), reply.isNotJson());
        if (problem != null) {
            return problem;
        }
        boolean same = "cancelling".equals(reply.json().path("status").asText())
                && asked.equals(reply.json().path("job_id").asText());
        return same ? null : "answered 202 with " + reply.json();
    }

    private static Verdict endsCancelled(Recording recording, Exercise exercise) {
        recording.of(exercise);
        List<CancelledJob> tries = CancelledJob.all(recording, exercise);
        CancelledJob last = tries.get(tries.size() - 1);
        JobStream stream = last.stream();
        Optional<StreamEvent> terminal = stream.terminal();
        if (terminal.isPresent() && terminal.get().isError("CANCELLED")) {
            return new Verdict.Passed(stream.sequence() + " (CANCELLED)");
        }
        boolean perhapsBefore = last.endNearCancel()
                .filter(when -> when != EndNearCancel.TOO_LATE)
                .isPresent();
        if (perhapsBefore && !CancelledJob.endBecauseOfCancels(tries)) {
            throw MissingPrerequisiteException.tooSoon("the job may have been over before its cancel reached it");
        }
        String often = perhapsBefore ? ", like two others that were cancelled at other moments" : "";
        Finding finding = terminal.map(event -> stream.at(
                        event, "is the terminal event of a cancelled job" + often + ", in " + stream.sequence()))
                .orElseGet(() ->
                        Finding.at(stream.exchange(), "no terminal event after the cancel, in " + stream.sequence()));
        Verdict failed = Findings.failed("error with code CANCELLED as the terminal event", List.of(finding));
        return perhapsBefore || stream.end().isEmpty()
                ? failed
                : Timing.unlessStalled(last.lateNanos(), recording.stall(exercise), failed);
    }

    private static Verdict terminalInTime(Recording recording) {
        recording.of(CancelExercises.CANCEL_RUNNING);
        CancelledJob last = CancelledJob.last(recording, CancelExercises.CANCEL_RUNNING);
        JobStream stream = last.stream();
        StreamEvent terminal = stream.terminal()
                .orElseThrow(
                        () -> new MissingPrerequisiteException("the cancelled job's stream has no terminal event"));
        if (last.endNearCancel().filter(when -> when != EndNearCancel.TOO_LATE).isPresent()) {
            throw new MissingPrerequisiteException(
                    "the cancelled job ended with end, and may have been over before its cancel");
        }
        long nanos = stream.exchange().sentNanos()
                + terminal.frame().nanos()
                - last.cancel().sentNanos();
        return Timing.within(
                EndNearCancel.EFFECT_WITHIN,
                nanos,
                recording.stall(CancelExercises.CANCEL_RUNNING),
                "from the cancel to the terminal event",
                stream.at(terminal, "came"));
    }

    private static Verdict slotIsFree(Recording recording) {
        Exchange next = recording.exchange(CancelExercises.CANCEL_RUNNING, "next-job");
        if (!JobStream.isAccepted(next)) {
            return Findings.failed(
                    "the next job accepted and started within 5 s",
                    List.of(Finding.at(next, "the next job was answered " + next.summary())));
        }
        Exchange cancel =
                CancelledJob.last(recording, CancelExercises.CANCEL_RUNNING).cancel();
        JobStream stream = JobStream.accepted(next);
        Optional<StreamEvent> started = stream.of(ReadNames.STARTED).stream().findFirst();
        long nanos = next.sentNanos()
                + started.map(event -> event.frame().nanos())
                        .orElse(next.transcript().endNanos())
                - cancel.sentNanos();
        Finding late = Finding.at(next, "the next job started");
        return started.isEmpty()
                ? Findings.failed(
                        "the next job started within 5 s", List.of(Finding.at(next, "the next job did not start")))
                : Timing.within(
                        OVER_WITHIN,
                        nanos,
                        recording.stall(CancelExercises.CANCEL_RUNNING),
                        "from the cancel to the next job's started event",
                        late);
    }

    private static Verdict refusesNonsense(Recording recording) {
        return replies(
                        CancelExercises.CANCEL_NOTHING,
                        List.of("missing-job-id", "empty-job-id", "numeric-job-id", "not-json"),
                        "400 with an error for job_id (required, non_empty, type(string)) or body (valid_json)",
                        CancelRules::isNotRefusal)
                .apply(recording);
    }

    private static @Nullable String isNotRefusal(Reply reply) {
        String role = reply.exchange().role();
        String field = "not-json".equals(role) ? "body" : "job_id";
        String constraint = switch (role) {
            case "missing-job-id" -> "required";
            case "empty-job-id" -> "non_empty";
            case "numeric-job-id" -> "type(string)";
            default -> "valid_json";
        };
        return Fields.first(
                reply.statusIsNot(400),
                reply.hasError(field, constraint)
                        ? null
                        : "answered 400, but no error has field " + field + " and constraint " + constraint + ": "
                                + Fields.shown(reply.json(), "errors"));
    }

    private static Verdict waitingJobEnds(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(CancelExercises.CANCEL_WAITING, "waiting"));
        boolean good = stream.of(ReadNames.TOKEN).isEmpty()
                && !stream.of(ReadNames.STARTED).isEmpty()
                && stream.terminal().filter(event -> event.isError("CANCELLED")).isPresent();
        return good
                ? new Verdict.Passed(stream.sequence() + " (CANCELLED)")
                : Findings.failed(
                        "started, error with code CANCELLED",
                        List.of(Finding.at(
                                stream.exchange(), "the waiting job was answered with " + stream.sequence())));
    }

    private static Verdict raceHasOneWinner(Recording recording) {
        List<JobStream> streams = recording.of(CancelExercises.CANCEL_RACE).exchanges().stream()
                .filter(JobStream::isAccepted)
                .map(JobStream::accepted)
                .toList();
        List<Finding> findings = streams.stream()
                .filter(stream ->
                        stream.events().stream().filter(StreamEvent::isTerminal).count() != 1
                                || stream.terminal()
                                        .filter(CancelRules::isFairEnd)
                                        .isEmpty())
                .map(stream -> Finding.at(stream.exchange(), "the race left " + stream.sequence()))
                .toList();
        return Findings.verdict(
                "one terminal event: end, or error with code CANCELLED", streams.size(), "races", findings);
    }

    private static boolean isFairEnd(StreamEvent terminal) {
        return ReadNames.END.equals(terminal.type()) || terminal.isError("CANCELLED");
    }
}
