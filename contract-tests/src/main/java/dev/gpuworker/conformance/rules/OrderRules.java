package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.StreamChecks.everyEvent;
import static dev.gpuworker.conformance.rules.StreamChecks.everyStream;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.exercise.JobExercises;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The order of events, and how a stream ends (section 2). */
final class OrderRules {
    private static final Set<String> TYPES =
            Set.of(ReadNames.STARTED, ReadNames.TOKEN, ReadNames.METRICS, ReadNames.END, ReadNames.ERROR);

    private static final String TERMINATED = "streams with a terminal event";

    private OrderRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-206", "M0-W-1311", "M0-W-1312")
                        .says("Every stream begins with started, even if the job fails.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("whether started is sent before generation is set up: the setup can still fail.")
                        .judge(everyStream(
                                "streams",
                                stream -> !stream.events().isEmpty() || !stream.isOurs(),
                                "started as the first event",
                                OrderRules::startedIsFirst)),
                must("W-207", "M0-W-1311")
                        .says("started is sent exactly once.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("what could send started again, such as a retry inside the worker.")
                        .judge(everyStream(
                                "streams with started",
                                stream -> !stream.of(ReadNames.STARTED).isEmpty(),
                                "one started event",
                                OrderRules::startedOnce)),
                must("W-208", "M0-W-1311")
                        .says("Every stream has exactly one terminal event, end or error.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt(
                                "every way in which a job can end: each must send one terminal event, and no two may apply.")
                        .judge(everyStream(
                                "streams",
                                stream -> !stream.isOurs(),
                                "exactly one terminal event",
                                OrderRules::oneTerminal)),
                must("W-209", "M0-W-1311")
                        .says("No token or metrics event follows the terminal event.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("whether events are still queued when the terminal event is written.")
                        .judge(everyStream(
                                TERMINATED,
                                stream -> stream.terminal().isPresent(),
                                "nothing after the terminal event",
                                OrderRules::nothingAfter)),
                must("W-210", "M0-W-1311")
                        .says("After the terminal event the response ends properly.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt(
                                "what closes the response: a client waits for the last chunk or the end of the connection.")
                        .judge(everyStream(
                                TERMINATED,
                                stream -> stream.terminal().isPresent(),
                                "a complete response after the terminal event",
                                OrderRules::ends)),
                must("W-211", "M0-W-1310")
                        .says("Only started, token, metrics, end and error are sent.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("event types that the worker invented: clients do not know them.")
                        .judge(everyEvent(
                                (stream, event) ->
                                        TYPES.contains(event.type()) ? null : "has a type that is not in the contract",
                                "events of the five types")));
    }

    private static Optional<Finding> startedIsFirst(JobStream stream) {
        if (stream.events().isEmpty()) {
            return Optional.of(Finding.at(stream.exchange(), "the stream has no event"));
        }
        StreamEvent first = stream.events().get(0);
        return ReadNames.STARTED.equals(first.type())
                ? Optional.empty()
                : Optional.of(stream.at(first, "comes first, in " + stream.sequence()));
    }

    private static Optional<Finding> startedOnce(JobStream stream) {
        List<StreamEvent> started = stream.of(ReadNames.STARTED);
        return started.size() <= 1
                ? Optional.empty()
                : Optional.of(stream.at(started.get(1), "is the second started, in " + stream.sequence()));
    }

    private static Optional<Finding> oneTerminal(JobStream stream) {
        List<StreamEvent> terminals =
                stream.events().stream().filter(StreamEvent::isTerminal).toList();
        if (terminals.isEmpty()) {
            return Optional.of(Finding.at(
                    stream.exchange(),
                    "no terminal event in " + stream.sequence() + "; the response ended " + stream.ending()));
        }
        return terminals.size() == 1
                ? Optional.empty()
                : Optional.of(stream.at(
                        terminals.get(1), "is terminal event 2 of " + terminals.size() + ", in " + stream.sequence()));
    }

    private static Optional<Finding> nothingAfter(JobStream stream) {
        StreamEvent terminal = stream.terminal().orElseThrow();
        return stream.events().stream()
                .skip(terminal.index() + 1L)
                .filter(event -> !event.isTerminal())
                .findFirst()
                .map(event -> stream.at(event, "follows " + terminal.name()));
    }

    private static Optional<Finding> ends(JobStream stream) {
        Transcript transcript = stream.exchange().transcript();
        if (transcript.ending() == TransferEnd.COMPLETE) {
            return Optional.empty();
        }
        String how = switch (transcript.ending()) {
            case TIMED_OUT, CLOSED_BY_READER -> "the response was still open";
            case RESET -> "the connection was reset";
            case CUT -> "the connection was closed without the last chunk";
            case NOT_HTTP -> "the HTTP framing broke (" + transcript.endDetail() + ")";
            case REFUSED, COMPLETE -> "the response ended";
        };
        String after =
                (transcript.endNanos() - stream.terminal().orElseThrow().frame().nanos()) / 1_000_000 + " ms after ";
        return Optional.of(Finding.at(
                stream.exchange(),
                how + " " + after + stream.terminal().orElseThrow().name()));
    }
}
