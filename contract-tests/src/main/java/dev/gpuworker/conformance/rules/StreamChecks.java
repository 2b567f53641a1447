package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.stream.StreamFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges that hold for every stream of a recording, whatever it was made for. */
final class StreamChecks {
    private StreamChecks() {}

    /** Looks at every stream. */
    static Function<Recording, Verdict> everyStream(String expected, Function<JobStream, Optional<Finding>> breach) {
        return everyStream(stream -> true, expected, breach);
    }

    /** Looks at every stream that the question makes sense for. */
    static Function<Recording, Verdict> everyStream(
            Predicate<JobStream> applies, String expected, Function<JobStream, Optional<Finding>> breach) {
        return recording -> {
            List<JobStream> streams =
                    JobStream.all(recording).stream().filter(applies).toList();
            List<Finding> findings =
                    streams.stream().map(breach).flatMap(Optional::stream).toList();
            return Findings.verdict(expected, streams.size(), "streams", findings);
        };
    }

    /** Looks at every event of a type; the problem is null for a good event. Streams without such events are fine. */
    static Function<Recording, Verdict> everyEvent(
            String type, String expected, Function<StreamEvent, @Nullable String> problem) {
        return everyEvent((stream, event) -> event.type().equals(type) ? problem.apply(event) : null, expected);
    }

    /** Looks at every event of every stream. */
    static Function<Recording, Verdict> everyEvent(EventProblem problem, String expected) {
        return everyStream(expected, stream -> {
            for (StreamEvent event : stream.events()) {
                String found = problem.of(stream, event);
                if (found != null) {
                    return Optional.of(stream.at(event, found));
                }
            }
            return Optional.empty();
        });
    }

    /** Looks for what the reading rules forgave. */
    static Function<Recording, Verdict> noFault(String expected, StreamFault.Kind kind) {
        return everyStream(
                expected,
                stream -> stream.faults().stream()
                        .filter(fault -> fault.kind() == kind)
                        .findFirst()
                        .map(fault -> Finding.at(
                                stream.exchange(),
                                fault.fromByte(),
                                fault.toByte(),
                                fault.text(),
                                "\"" + fault.text() + "\" at byte " + fault.fromByte())));
    }

    /** Says what is wrong with an event, or null. */
    interface EventProblem {
        @Nullable String of(JobStream stream, StreamEvent event);
    }
}
