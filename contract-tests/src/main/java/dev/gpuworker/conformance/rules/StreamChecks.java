package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.stream.StreamFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges every stream of a recording, whichever exercise made it. */
final class StreamChecks {
    private StreamChecks() {}

    /** Judges every stream to which the question applies; {@code name} says which these are. */
    static Function<Recording, Verdict> everyStream(
            String name, Predicate<JobStream> applies, String expected, Function<JobStream, Optional<Finding>> breach) {
        return recording -> {
            // One stream at a time: all streams of a flood do not fit into memory together.
            List<Finding> findings = new ArrayList<>();
            int lookedAt = 0;
            for (JobStream stream : (Iterable<JobStream>) JobStream.all(recording)::iterator) {
                if (applies.test(stream)) {
                    lookedAt++;
                    breach.apply(stream).ifPresent(findings::add);
                }
            }
            return Findings.verdict(expected, lookedAt, name, findings);
        };
    }

    /** Judges the answers to all accepted jobs, whatever they contain. */
    static Function<Recording, Verdict> everyStream(String expected, Function<JobStream, Optional<Finding>> breach) {
        return everyStream("streams", stream -> true, expected, breach);
    }

    /** Judges every event of a type; {@code problem} returns null for a good event. */
    static Function<Recording, Verdict> everyEvent(
            String type, String expected, Function<StreamEvent, @Nullable String> problem) {
        return everyEvent(type, expected, (stream, event) -> problem.apply(event));
    }

    /** Judges every event of a type in its stream; streams without such an event are no evidence. */
    static Function<Recording, Verdict> everyEvent(String type, String expected, EventProblem problem) {
        return everyEvent(
                "streams with " + type,
                stream -> !stream.of(type).isEmpty(),
                expected,
                (stream, event) -> event.type().equals(type) ? problem.of(stream, event) : null);
    }

    /** Judges every event of every stream. */
    static Function<Recording, Verdict> everyEvent(EventProblem problem, String expected) {
        return everyEvent("streams with events", stream -> !stream.events().isEmpty(), expected, problem);
    }

    private static Function<Recording, Verdict> everyEvent(
            String name, Predicate<JobStream> applies, String expected, EventProblem problem) {
        return everyStream(name, applies, expected, stream -> {
            for (StreamEvent event : stream.events()) {
                String found = problem.of(stream, event);
                if (found != null) {
                    return Optional.of(stream.at(event, found));
                }
            }
            return Optional.empty();
        });
    }

    /** Judges the faults that the SSE reading rules forgave; a stream may consist of nothing else. */
    static Function<Recording, Verdict> noFault(String expected, StreamFault.Kind kind) {
        return everyStream(
                "streams with events",
                stream -> !stream.events().isEmpty() || fault(stream, kind).isPresent(),
                expected,
                stream -> fault(stream, kind)
                        .map(fault -> Finding.at(
                                stream.exchange(),
                                fault.fromByte(),
                                fault.toByte(),
                                fault.text(),
                                "\"" + fault.text() + "\" at byte " + fault.fromByte())));
    }

    private static Optional<StreamFault> fault(JobStream stream, StreamFault.Kind kind) {
        return stream.faults().stream().filter(fault -> fault.kind() == kind).findFirst();
    }

    /** Describes what is wrong with an event; returns null if nothing is. */
    interface EventProblem {
        @Nullable String of(JobStream stream, StreamEvent event);
    }
}
