package dev.gpuworker.conformance;

import dev.gpuworker.conformance.stream.SseReader;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence for all rules: the recordings of all exercises of a run. It is the same whether it comes from a worker
 * or from files. Immutable and thread-safe.
 */
public final class Recording {
    private final List<ExerciseRecord> records;
    /** About 100 bytes each, so the cache stays far below a heap of 256 MB. */
    private static final int FRAMES_KEPT_MAX = 60_000;

    /** By identity, because comparing exchanges would compare every byte. Guarded by itself. */
    private final IdentityHashMap<Exchange, SseReader> streams = new IdentityHashMap<>();

    private int framesKept; // guarded by streams

    /** Creates a recording of one record per exercise that was run. Copies the list. */
    public Recording(List<ExerciseRecord> records) {
        this.records = List.copyOf(records);
    }

    /** Returns one record per exercise that was run. */
    public List<ExerciseRecord> records() {
        return records;
    }

    /**
     * Returns the body of an exchange of this recording as an event stream. Decodes it only once for all rules, unless
     * it belongs to a flood.
     */
    public SseReader stream(Exchange exchange) {
        synchronized (streams) {
            SseReader known = streams.get(exchange);
            if (known != null) {
                return known;
            }
            SseReader read = SseReader.read(exchange.transcript().chunks());
            framesKept += read.frames().size();
            if (framesKept <= FRAMES_KEPT_MAX) {
                streams.put(exchange, read);
            }
            return read;
        }
    }

    /** Returns the record of an exercise. The exercise must have run without missing a prerequisite. */
    public ExerciseRecord of(Exercise exercise) {
        ExerciseRecord found = byName().get(exercise.name());
        if (found == null) {
            throw new MissingPrerequisiteException("exercise " + exercise.name() + " was not recorded");
        }
        if (!found.notOffered().isEmpty()) {
            throw new NotOfferedException(found.notOffered());
        }
        if (!found.missed().isEmpty()) {
            throw new MissingPrerequisiteException(found.missed());
        }
        return found;
    }

    /** Returns one exchange of an exercise; throws an exception that names it if it is missing. */
    public Exchange exchange(Exercise exercise, String role) {
        return find(exercise, role)
                .orElseThrow(() -> new MissingPrerequisiteException(
                        "exercise " + exercise.name() + " did not get as far as \"" + role + "\""));
    }

    /** Returns one exchange of an exercise, if the exercise got that far. */
    public Optional<Exchange> find(Exercise exercise, String role) {
        return of(exercise).exchanges().stream()
                .filter(exchange -> exchange.role().equals(role))
                .findFirst();
    }

    /** Returns all exchanges of all exercises. */
    public Stream<Exchange> exchanges() {
        return records.stream().flatMap(exercise -> exercise.exchanges().stream());
    }

    /** Returns the sentence for every check that needs a job that goes on, if no way was found to make one do so. */
    public Optional<String> hopeless() {
        return Optional.ofNullable(byName().get(GoingOn.EXERCISE))
                .map(ExerciseRecord::missed)
                .filter(missed -> !missed.isEmpty());
    }

    /** Returns the longest stall of this process during an exercise; zero if it was not recorded. */
    public Duration stall(Exercise exercise) {
        return stall(exercise.name());
    }

    /** Returns the longest stall of this process during an exchange's exercise; zero if it was not recorded. */
    public Duration stall(Exchange exchange) {
        return stall(exchange.exercise());
    }

    private Duration stall(String exercise) {
        ExerciseRecord found = byName().get(exercise);
        return found == null ? Duration.ZERO : Duration.ofNanos(found.stallNanos());
    }

    private Map<String, ExerciseRecord> byName() {
        return records.stream().collect(Collectors.toMap(ExerciseRecord::exercise, Function.identity(), (a, b) -> b));
    }
}
