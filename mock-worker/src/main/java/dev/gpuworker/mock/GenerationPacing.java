package dev.gpuworker.mock;

import dev.gpuworker.mock.scenario.Pacing;
import java.time.Duration;

/**
 * When the tokens of a job without a script come.
 *
 * @param first from the job's start to its first token; 20 ms by default
 * @param every from one token to the next; 5 to 10 ms by default, 7 ms in the middle
 */
public record GenerationPacing(Pacing first, Pacing every) {
    /** As fast as a small model on a large device. */
    public static final GenerationPacing DEFAULT =
            new GenerationPacing(Pacing.millis(20), Pacing.spread(Duration.ofMillis(7), Duration.ofMillis(10)));

    /** No waiting at all. */
    public static final GenerationPacing NONE = new GenerationPacing(Pacing.NONE, Pacing.NONE);
}
