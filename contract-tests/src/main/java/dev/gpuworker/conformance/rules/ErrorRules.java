package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.CancelExercises;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.conformance.exercise.FailureExercises;
import dev.gpuworker.conformance.exercise.RequestExercises;
import dev.gpuworker.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Error codes in all answers and events (section 4), and failures that can be provoked (section 2). */
final class ErrorRules {
    private static final Set<Integer> STATUS_OF_INVALID = Set.of(400, 403, 404, 405, 409, 413, 415);

    /** A stream should have one error; in a flood of them all are alike. */
    private static final int ERRORS_OF_A_STREAM_MAX = 100;

    private ErrorRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-401", "M0-W-1500")
                        .says("Every error code is one of the contract's.")
                        .from(CancelExercises.CANCEL_RUNNING, RequestExercises.REFUSED)
                        .lookAt("where codes are created: the list of codes is closed.")
                        .judge(recording -> everyError(
                                recording,
                                "one of the codes of section 4",
                                error -> true,
                                error -> ErrorCode.of(error.code()).isPresent())),
                must("W-402", "M0-W-1500", "M0-W-1510")
                        .says("retriable has the value that the contract gives for the code.")
                        .from(CancelExercises.CANCEL_RUNNING, RequestExercises.REFUSED)
                        .lookAt("the table of codes: retriable depends on the code, not on where the error occurs.")
                        .judge(recording -> everyError(
                                recording,
                                "retriable as in section 4",
                                error -> error.isKnown()
                                        && error.json().path("retriable").isBoolean(),
                                ErrorRules::retriableFits)),
                must("W-403", "M0-W-1500")
                        .says("Outside a stream, the HTTP status matches the code.")
                        .from(RequestExercises.REFUSED, EndpointExercises.WRONG_PATHS)
                        .lookAt("the table of codes and statuses.")
                        .judge(recording -> everyError(
                                recording,
                                "the status that section 4 gives for the code",
                                error -> error.isKnown() && error.status() != 0,
                                ErrorRules::statusFits)),
                must("W-235", "M0-W-1021", "M0-W-1825")
                        .says("A job that exhausts the VRAM ends with started, then error VRAM_OOM.")
                        .from(FailureExercises.VRAM_OOM)
                        .lookAt("what happens if an allocation fails while a job runs.")
                        .judge(recording -> failsWith(recording, FailureExercises.VRAM_OOM, "VRAM_OOM")),
                must("W-236", "M0-W-1021", "M0-W-1825", "D-12", "D-13")
                        .says(
                                "After VRAM_OOM, /health reports unhealthy until a later job ends with end; such a job is accepted.")
                        .from(FailureExercises.VRAM_OOM)
                        .lookAt("what restores the health, and whether the failed job's allocations were freed.")
                        .judge(ErrorRules::recovers),
                must("W-239", "M0-W-1101")
                        .says("A job longer than the inference timeout ends with error INFERENCE_TIMEOUT.")
                        .from(FailureExercises.INFERENCE_TIMEOUT)
                        .lookAt("what limits the time of a running job.")
                        .judge(recording ->
                                failsWith(recording, FailureExercises.INFERENCE_TIMEOUT, "INFERENCE_TIMEOUT")));
    }

    /** One reported error: its JSON, and the HTTP status if it came outside a stream. */
    private record Told(String code, JsonNode json, int status, Finding place) {
        boolean isKnown() {
            return ErrorCode.of(code).isPresent();
        }
    }

    private interface Check {
        boolean holds(Told error);
    }

    private static Verdict everyError(Recording recording, String expected, Check applies, Check check) {
        List<Told> errors = errors(recording).stream().filter(applies::holds).toList();
        List<Finding> findings = errors.stream()
                .filter(error -> !check.holds(error))
                .map(Told::place)
                .toList();
        return Findings.verdict(expected, errors.size(), "errors", findings);
    }

    private static List<Told> errors(Recording recording) {
        List<Told> errors = new ArrayList<>();
        for (JobStream stream : (Iterable<JobStream>) JobStream.all(recording)::iterator) {
            stream.of(ReadNames.ERROR).stream()
                    .limit(ERRORS_OF_A_STREAM_MAX)
                    .forEach(event -> errors.add(new Told(
                            event.json().path(ReadNames.CODE).asText(),
                            event.json(),
                            0,
                            stream.at(event, "has " + event.frame().data()))));
        }
        recording
                .exchanges()
                .filter(exchange -> exchange.transcript().status() >= 400)
                .map(Reply::of)
                .forEach(reply -> {
                    if (reply.json().has("code")) {
                        String body = new String(reply.exchange().transcript().body(), StandardCharsets.UTF_8);
                        String what = reply.status() + " with " + Fields.shown(reply.json(), "code") + " and "
                                + Fields.shown(reply.json(), "retriable");
                        errors.add(new Told(
                                reply.json().path("code").asText(),
                                reply.json(),
                                reply.status(),
                                Finding.at(reply.exchange(), 0, Math.min(body.length(), 200), body, what)));
                    }
                });
        return errors;
    }

    private static boolean retriableFits(Told error) {
        return error.json().path("retriable").asBoolean()
                == ErrorCode.of(error.code()).orElseThrow().retriable();
    }

    private static boolean statusFits(Told error) {
        ErrorCode code = ErrorCode.of(error.code()).orElseThrow();
        return code == ErrorCode.INVALID_REQUEST
                ? STATUS_OF_INVALID.contains(error.status())
                : code.httpStatus() == error.status();
    }

    private static Verdict failsWith(Recording recording, Exercise exercise, String code) {
        JobStream stream = JobStream.accepted(recording.exchange(exercise, "job"));
        boolean good = !stream.of(ReadNames.STARTED).isEmpty()
                && stream.terminal().filter(event -> event.isError(code)).isPresent();
        return good
                ? new Verdict.Passed(stream.sequence() + " (" + code + ")")
                : Findings.failed(
                        "started, then error with code " + code,
                        List.of(Finding.at(stream.exchange(), "the stream was " + stream.sequence())));
    }

    private static Verdict recovers(Recording recording) {
        Reply failed = Reply.of(recording.exchange(FailureExercises.VRAM_OOM, "health-after-failure"));
        Reply well = Reply.of(recording.exchange(FailureExercises.VRAM_OOM, "health-after-success"));
        JobStream next = JobStream.accepted(recording.exchange(FailureExercises.VRAM_OOM, "next-job"));
        String seen = "/health said " + Fields.shown(failed.json(), "status") + " (" + failed.status()
                + "), the next job was " + next.sequence() + ", then /health said "
                + Fields.shown(well.json(), "status");
        boolean good = failed.status() == 200
                && "unhealthy".equals(failed.json().path("status").asText())
                && next.end().isPresent()
                && "healthy".equals(well.json().path("status").asText());
        if (next.end().isEmpty() && next.events().isEmpty()) {
            throw new MissingPrerequisiteException("the job after the failure has no events");
        }
        return good
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "unhealthy with 200, a job that ends with end, healthy",
                        List.of(Finding.at(failed.exchange(), seen)));
    }
}
