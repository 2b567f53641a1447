package dev.gpuworker.mock;

import java.time.Duration;

/**
 * When the tokens of a job without a script come.
 *
 * @param first from the job's start to its first token; 20 ms by default
 * @param leastGap shortest time between two tokens; 5 ms by default
 * @param greatestGap longest time between two tokens, at least {@code leastGap}; 10 ms by default
 */
public record GenerationPacing(Duration first, Duration leastGap, Duration greatestGap) {
    /** As fast as a small model on a large device. */
    public static final GenerationPacing DEFAULT =
            new GenerationPacing(Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(10));

    /** No waiting at all. */
    public static final GenerationPacing NONE = new GenerationPacing(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Refuses negative times and a range that is upside down. */
    public GenerationPacing {
        if (first.isNegative() || leastGap.isNegative() || greatestGap.compareTo(leastGap) < 0) {
            throw new IllegalArgumentException("expected 0 <= first and 0 <= leastGap <= greatestGap, but was first "
                    + first + ", leastGap " + leastGap + ", greatestGap " + greatestGap);
        }
    }
}
