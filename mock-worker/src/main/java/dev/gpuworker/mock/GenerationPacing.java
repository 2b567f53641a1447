package dev.gpuworker.mock;

import dev.gpuworker.mock.scenario.Pacing;
import java.time.Duration;

/**
 * The pacing of the tokens of a job without a script.
 *
 * @param first from the job's start to its first token; 20 ms by default
 * @param every from one token to the next; 5 to 10 ms by default, median 7 ms
 */
public record GenerationPacing(Pacing first, Pacing every) {
    /** As fast as a small model on a large device. */
    public static final GenerationPacing DEFAULT =
            new GenerationPacing(Pacing.millis(20), Pacing.spread(Duration.ofMillis(7), Duration.ofMillis(10)));

    /** Without waits. */
    public static final GenerationPacing NONE = new GenerationPacing(Pacing.NONE, Pacing.NONE);
}
