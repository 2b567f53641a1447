package dev.gpuworker.client;

import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;

/** What the client makes of a dialect: how it sends a job and reads the answers. Stateless. */
interface DialectReading {
    static DialectReading of(Dialect dialect) {
        return switch (dialect) {
            case CONTRACT -> new ContractReading();
            case AS_BUILT -> new AsBuiltReading();
        };
    }

    /** Returns the request as this dialect needs it. */
    ExecuteRequest spoken(ExecuteRequest request);

    /** Decodes one frame; throws {@link IllegalArgumentException} with a sentence that says what is wrong. */
    InferenceEvent event(SseFrame frame);

    /** Reads the body of {@code GET /health}; throws {@link IllegalArgumentException} as above. */
    HealthResponse health(EventFields fields);

    /** Throws {@link UnsupportedOperationException} if no worker of this dialect has the endpoint. */
    void require(String path);

    /** Reads the answers of a worker that keeps the contract. */
    final class ContractReading implements DialectReading {
        @Override
        public ExecuteRequest spoken(ExecuteRequest request) {
            return request;
        }

        @Override
        public InferenceEvent event(SseFrame frame) {
            return EventDecoder.decode(frame);
        }

        @Override
        public HealthResponse health(EventFields fields) {
            return HealthReader.read(fields);
        }

        @Override
        public void require(String path) {
            // A worker that does not offer an optional endpoint answers 404.
        }
    }
}
