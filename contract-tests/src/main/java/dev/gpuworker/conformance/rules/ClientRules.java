package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.RuleBuilder.ours;
import static dev.gpuworker.conformance.rules.RuleBuilder.should;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.ClientExercises;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How the worker treats clients that disconnect, read slowly, or do not read at all (sections 2 and 3). */
final class ClientRules {
    private static final Duration STOPS_WITHIN = Duration.ofMillis(100);
    private static final int NOTICED_TOKENS = 10;
    private static final Duration OVER_WITHIN = Duration.ofSeconds(5);

    private ClientRules() {}

    static List<Rule> all() {
        return List.of(
                stopsAfter(
                        "W-237",
                        "If the client closes the connection, the job stops within 10 tokens and 100 ms.",
                        ClientExercises.CLIENT_GONE,
                        "closing the connection"),
                survives(
                        "W-238",
                        "After a client has disconnected, the worker answers /health and runs the next job.",
                        ClientExercises.CLIENT_GONE,
                        "whether a job frees its slot when its client disconnects."),
                ours("W-240", "M0-W-1311", "M0-W-1320")
                        .says(
                                "A client that reads slowly gets its whole stream, and the worker answers /health meanwhile.")
                        .from(ClientExercises.SLOW_READER)
                        .lookAt(
                                "whether a write gives up when the socket is full, and which locks are held while writing.")
                        .judge(ClientRules::servesSlowReader),
                stopsAfter(
                        "W-241",
                        "If the client resets the connection, the job stops within 10 tokens and 100 ms.",
                        ClientExercises.CLIENT_RESET,
                        "resetting the connection"),
                survives(
                        "W-242",
                        "After a client has reset its connection, the worker answers /health and runs the next job.",
                        ClientExercises.CLIENT_RESET,
                        "what a failed write throws, and what catches it: a reset shows as an error, not as end of stream."),
                ours("W-243", "M0-W-1611", "M0-W-1311")
                        .says(
                                "A client that half-closes the connection gets its whole stream or counts as disconnected; the worker keeps working.")
                        .from(ClientExercises.CLIENT_HALF_CLOSED)
                        .lookAt(
                                "what the worker does if it reads end-of-stream from the client while it writes the response.")
                        .judge(ClientRules::decidesOnHalfClosed),
                must("W-244", "M0-W-1330", "M0-W-1320")
                        .says(
                                "A job whose client has stopped reading can be cancelled: the next job starts within 5 s, and the worker answers /health meanwhile.")
                        .from(ClientExercises.STALLED_READER)
                        .within(
                                OVER_WITHIN,
                                "from the last byte of POST /cancel written to the next job's started event")
                        .lookAt("whether the generation thread can be cancelled while it is blocked on a full socket.")
                        .judge(ClientRules::cancelsStalled),
                ours("W-245", "M0-W-1311", "M0-W-1312")
                        .says("A client that stops reading for a while gets a whole stream when it reads on.")
                        .from(ClientExercises.STALLED_READER)
                        .lookAt("event queues that drop what does not fit, and time limits for writing.")
                        .judge(ClientRules::stalledStreamIsWhole));
    }

    private static Rule stopsAfter(String id, String promise, Exercise exercise, String deed) {
        return should(id, "M0-W-1611")
                .says(promise)
                .from(exercise)
                .within(STOPS_WITHIN, "from " + deed + " to the next job's started event")
                .lookAt("what reads from the connection while tokens are written: a closed peer shows there first.")
                .judge(recording -> stops(recording, exercise, deed));
    }

    private static Rule survives(String id, String promise, Exercise exercise, String hint) {
        return ours(id, "M0-W-1611")
                .says(promise)
                .from(exercise)
                .lookAt(hint)
                .judge(recording -> goesOn(recording, exercise));
    }

    private static Verdict stops(Recording recording, Exercise exercise, String deed) {
        JobStream gone = JobStream.accepted(recording.exchange(exercise, "job"));
        Exchange next = recording.exchange(exercise, "next-job");
        StreamEvent started = startedOf(next);
        long closed = gone.exchange().sentNanos() + gone.exchange().transcript().endNanos();
        long nanos = next.sentNanos() + started.frame().nanos() - closed;
        Duration limit = STOPS_WITHIN.plusNanos(NOTICED_TOKENS * tokenNanos(gone));
        return Timing.within(
                limit,
                nanos,
                recording.stall(exercise),
                "from " + deed + " to the next job's started event (10 tokens and 100 ms are allowed)",
                JobStream.accepted(next).at(started, "came"));
    }

    private static StreamEvent startedOf(Exchange next) {
        return JobStream.accepted(next).of(ReadNames.STARTED).stream()
                .findFirst()
                .orElseThrow(() -> new MissingPrerequisiteException("the next job did not start"));
    }

    private static long tokenNanos(JobStream stream) {
        List<StreamEvent> tokens = stream.of(ReadNames.TOKEN);
        if (tokens.size() < 2) {
            return 0;
        }
        long all = tokens.get(tokens.size() - 1).frame().nanos()
                - tokens.get(0).frame().nanos();
        return all / (tokens.size() - 1);
    }

    private static Verdict goesOn(Recording recording, Exercise exercise) {
        Exchange next = recording.exchange(exercise, "next-job");
        String seen = seenAfter(recording, exercise);
        return hasGoneOn(recording, exercise)
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "200 from /health, and a next job that ends with end", List.of(Finding.at(next, seen)));
    }

    private static boolean hasGoneOn(Recording recording, Exercise exercise) {
        Exchange next = recording.exchange(exercise, "next-job");
        return recording.exchange(exercise, "health").transcript().status() == 200
                && JobStream.isAccepted(next)
                && JobStream.accepted(next).end().isPresent();
    }

    private static String seenAfter(Recording recording, Exercise exercise) {
        return "/health answered " + recording.exchange(exercise, "health").summary() + "; the next job answered "
                + recording.exchange(exercise, "next-job").summary();
    }

    private static Verdict servesSlowReader(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(ClientExercises.SLOW_READER, "job"));
        Exchange health = recording.exchange(ClientExercises.SLOW_READER, "health");
        boolean whole = stream.end().isPresent();
        String seen = "/health answered " + health.summary() + "; the stream was " + stream.sequence();
        return whole && health.transcript().status() == 200
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "200 from /health, and the whole stream", List.of(Finding.at(stream.exchange(), seen)));
    }

    private static Verdict decidesOnHalfClosed(Recording recording) {
        Exercise exercise = ClientExercises.CLIENT_HALF_CLOSED;
        JobStream stream = JobStream.accepted(recording.exchange(exercise, "job"));
        String seen = "the stream was " + stream.sequence() + ", and ended " + stream.ending() + "; "
                + seenAfter(recording, exercise);
        return stream.hasEndedByItself() && hasGoneOn(recording, exercise)
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "the whole stream or a closed connection, 200 from /health, and a next job that ends with end",
                        List.of(Finding.at(stream.exchange(), seen)));
    }

    private static Verdict cancelsStalled(Recording recording) {
        Exercise exercise = ClientExercises.STALLED_READER;
        Exchange health = recording.exchange(exercise, "health");
        Exchange cancel = recording.exchange(exercise, "cancel");
        Exchange next = recording.exchange(exercise, "next-job");
        Optional<StreamEvent> started = JobStream.isAccepted(next)
                ? JobStream.accepted(next).of(ReadNames.STARTED).stream().findFirst()
                : Optional.empty();
        if (health.transcript().status() != 200 || started.isEmpty()) {
            String seen = "/health answered " + health.summary() + ", the next job answered " + next.summary();
            return Findings.failed(
                    "200 from /health, and the next job started within 5 s, while the first client does not read",
                    List.of(Finding.at(next, seen)));
        }
        long nanos = next.sentNanos() + started.get().frame().nanos() - cancel.sentNanos();
        return Timing.within(
                OVER_WITHIN,
                nanos,
                recording.stall(exercise),
                "from the cancel to the next job's started event, while the first client did not read",
                Finding.at(next, "the next job started"));
    }

    private static Verdict stalledStreamIsWhole(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(ClientExercises.STALLED_READER, "job"));
        List<StreamEvent> tokens = stream.of(ReadNames.TOKEN);
        long inOrder = tokens.stream()
                .filter(token -> token.json().path(ReadNames.I).asLong(-1) == tokens.indexOf(token))
                .count();
        boolean ended =
                stream.terminal().filter(event -> event.isError("CANCELLED")).isPresent();
        String seen = "the stream was " + stream.sequence() + " and ended " + stream.ending() + ", with " + inOrder
                + " of " + tokens.size()
                + " tokens in their places, "
                + TimeUnit.NANOSECONDS.toMillis(stream.exchange().transcript().endNanos()) + " ms after the request";
        return ended && inOrder == tokens.size()
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "every token in its place, then error CANCELLED", List.of(Finding.at(stream.exchange(), seen)));
    }
}
