package dev.gpuworker.mock;

import dev.gpuworker.wire.ExecuteRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sampling parameters of a request as it gave them; null where it gave none. Immutable.
 *
 * @param temperature 0.0 to 2.0
 * @param topP nucleus sampling, 0.0 to 1.0
 * @param topK top-k sampling, 0 to the vocabulary's size
 * @param minP min-p sampling, 0.0 to 1.0
 * @param repetitionPenalty 0.0 to 2.0
 * @param stop at most 4 stop sequences
 */
public record SamplingParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long topK,
        @Nullable Double minP,
        @Nullable Double repetitionPenalty,
        List<String> stop) {
    /** Of a request that gives none. */
    public static final SamplingParameters NONE = new SamplingParameters(null, null, null, null, null, List.of());

    /** Copies the stop sequences. */
    public SamplingParameters {
        stop = List.copyOf(stop);
    }

    /** Returns those of the request. */
    public static SamplingParameters of(ExecuteRequest request) {
        return new SamplingParameters(
                request.temperature(),
                request.topP(),
                request.topK(),
                request.minP(),
                request.repetitionPenalty(),
                request.stop());
    }
}
