package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.conformance.exercise.RequestExercises;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which jobs a worker must accept, and how it answers them (section 1). */
final class AcceptedRules {
    private AcceptedRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-101", "M0-W-1300")
                        .says("A job with job_id and prompt alone is accepted.")
                        .from(JobExercises.ONLY_REQUIRED_FIELDS)
                        .lookAt("which fields are required: all others have defaults.")
                        .judge(accepted(JobExercises.ONLY_REQUIRED_FIELDS, "job")),
                must("W-102", "M0-W-1310")
                        .says("An accepted job is answered with Content-Type: text/event-stream.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the headers of the stream; a charset parameter may follow.")
                        .judge(StreamChecks.everyStream(
                                "Content-Type: text/event-stream",
                                stream -> header(
                                        stream,
                                        "content-type",
                                        type -> type.split(";", 2)[0].trim().equals("text/event-stream")))),
                must("W-103", "M0-W-1310")
                        .says("An accepted job is answered with Cache-Control: no-cache.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the headers of the stream: no proxy may cache it.")
                        .judge(StreamChecks.everyStream(
                                "Cache-Control: no-cache",
                                stream -> header(stream, "cache-control", value -> value.contains("no-cache")))),
                must("W-104", "D-01")
                        .says("Unknown fields of a request are ignored.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("how strict the JSON reader is: it must skip unknown fields.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "unknown-field")),
                must("W-105", "M0-W-1300", "M0-W-1032", "M0-W-1421")
                        .says("The smallest allowed value of every field is accepted.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("lower bounds that exclude the bound itself.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "least")),
                must("W-106", "M0-W-1300", "M0-W-1032", "M0-W-1421")
                        .says("The largest allowed value of every field is accepted.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("upper bounds that exclude the bound itself.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "greatest")),
                must("W-107", "M0-W-1030")
                        .says("Seeds up to " + Seed.MAX + " are accepted.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("whether seeds are read as signed integers or as doubles.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "largest-seed")),
                must("W-108", "M0-W-1300")
                        .says("A prompt of " + RequestLimits.PROMPT_CODE_POINTS_MAX
                                + " code points is accepted, whatever their size in bytes.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("whether the prompt is counted in code points, not in bytes or UTF-16 units.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "longest-prompt")),
                must("W-109", "D-02", "M0-W-1300")
                        .says("A job_id of " + RequestLimits.JOB_ID_CHARS_MAX + " characters is accepted.")
                        .from(RequestExercises.EDGE_VALUES)
                        .lookAt("the maximum length of job_id.")
                        .judge(accepted(RequestExercises.EDGE_VALUES, "longest-job-id")));
    }

    static Function<Recording, Verdict> accepted(Exercise exercise, String role) {
        return recording -> {
            Exchange exchange = recording.exchange(exercise, role);
            if (exchange.transcript().ending() == TransferEnd.TIMED_OUT
                    && exchange.transcript().status() == 0) {
                throw new MissingPrerequisiteException("no answer to the job before the deadline");
            }
            if (!JobStream.isAccepted(exchange)) {
                return Findings.failed(
                        "200",
                        List.of(Reply.of(exchange)
                                .finding("the job was answered " + exchange.summary())
                                .orElseThrow()));
            }
            if (recording.stream(exchange).frames().isEmpty()) {
                throw new MissingPrerequisiteException("answered " + exchange.summary()
                        + " without any event: nothing shows that the job was accepted");
            }
            return new Verdict.Passed("answered " + exchange.summary());
        };
    }

    private static Optional<Finding> header(JobStream stream, String name, Function<String, Boolean> isGood) {
        String value = stream.exchange().transcript().header(name).orElse("");
        return isGood.apply(value.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(Finding.at(
                        stream.exchange(),
                        value.isEmpty() ? "the stream has no " + name : "the stream has " + name + ": " + value));
    }
}
