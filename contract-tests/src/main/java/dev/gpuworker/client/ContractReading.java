package dev.gpuworker.client;

import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;

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
