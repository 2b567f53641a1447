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
 * Everything that rules look at: what all exercises of a run left. Immutable, and the same whether it comes from a
 * worker or from files. Thread-safe.
 */
public final class Recording {
    private final List<ExerciseRecord> records;
    /** Some 100 bytes each, so that what is kept stays far below the least heap. */
    private static final int FRAMES_KEPT_MAX = 60_000;

    /** By identity: an exchange holds every byte, and comparing those is what this saves. Guarded by itself. */
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
     * Returns the body of an exchange of this recording as an event stream; it is read once, however many rules ask, unless it
     * belongs to a flood.
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

    /** Returns the record of an exercise, which must have been run without missing a prerequisite. */
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

    /** Returns one exchange of an exercise, or says which is missing. */
    public Exchange exchange(Exercise exercise, String role) {
        return find(exercise, role)
                .orElseThrow(() -> new MissingPrerequisiteException(
                        "exercise " + exercise.name() + " did not get as far as \"" + role + "\""));
    }

    /** Returns one exchange of an exercise, if the exercise came so far. */
    public Optional<Exchange> find(Exercise exercise, String role) {
        return of(exercise).exchanges().stream()
                .filter(exchange -> exchange.role().equals(role))
                .findFirst();
    }

    /** Returns all exchanges of all exercises. */
    public Stream<Exchange> exchanges() {
        return records.stream().flatMap(exercise -> exercise.exchanges().stream());
    }

    /** Returns the longest stall of our own process during an exercise; zero when it was not recorded. */
    public Duration stall(Exercise exercise) {
        return stall(exercise.name());
    }

    /** Returns the longest stall of our own process during an exchange's exercise; zero when it was not recorded. */
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
