package dev.gpuworker.mock.scenario.demand;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of failures that a client can report of a job. */
public enum FailureKind {
    /** The job was refused: an HTTP error status, or no connection. */
    REFUSED("refused"),
    /** The connection was reset or closed before the response was complete. */
    RESET("reset"),
    /** The response ended, and no {@code end} or {@code error} event had come (D-11). */
    ENDED("ended without a terminal event"),
    /** Something arrived that the contract or HTTP does not allow. */
    MALFORMED("malformed"),
    /** The worker sent an {@code error} event. */
    WORKERS_ERROR("worker's error"),
    /** The client waited too long and gave up. */
    TIMED_OUT("timed out");

    /** What clients and people also call them. */
    private static final Map<String, FailureKind> ALSO = Map.of(
            "workererror",
            WORKERS_ERROR,
            "ended",
            ENDED,
            "endedwithoutterminalevent",
            ENDED,
            "endedwithoutterminal",
            ENDED,
            "unterminated",
            ENDED,
            "timeout",
            TIMED_OUT);

    private final String words;

    FailureKind(String words) {
        this.words = words;
    }

    /** Returns the kind in words, as clients print it. */
    public String words() {
        return words;
    }

    /** Returns the words of all kinds. */
    public static List<String> all() {
        return Stream.of(values()).map(FailureKind::words).toList();
    }

    /** Returns the kinds in words, for people. */
    public static String words(List<FailureKind> kinds) {
        return kinds.stream().map(FailureKind::words).collect(Collectors.joining(" or "));
    }

    /** Returns the kind that a client means. Case, hyphens, underscores and apostrophes make no difference. */
    public static Optional<FailureKind> of(String text) {
        String letters = letters(text);
        return Stream.of(values())
                .filter(kind -> letters(kind.words).equals(letters))
                .findFirst()
                .or(() -> Optional.ofNullable(ALSO.get(letters)));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
