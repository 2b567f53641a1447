package dev.gpuworker.assertions;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.transcript.Transcript;

/**
 * Entry point: import it statically beside AssertJ's own assertions.
 *
 * <pre>{@code
 * assertThat(worker.execute(request).collect()).isInOrder().hasTokens(8).endsWith(StopReason.MAX_TOKENS);
 * }</pre>
 */
public final class WorkerAssertions {
    private WorkerAssertions() {}

    /** Returns assertions about a stream that was read to its end. */
    public static StreamAssert assertThat(StreamRecord actual) {
        return new StreamAssert(actual);
    }

    /** Returns assertions about an exchange as it was on the wire. */
    public static TranscriptAssert assertThat(Transcript actual) {
        return new TranscriptAssert(actual);
    }
}
