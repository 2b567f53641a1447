package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.SseFrame;
import java.time.Instant;

/** Reads the answers of the worker of October 2025, by the numbers of {@code docs/worker-api.md} section 6. */
final class AsBuiltReading implements DialectReading {
    /** Writes the contract's default out: this worker requires {@code max_tokens} (10). */
    @Override
    public ExecuteRequest spoken(ExecuteRequest request) {
        return request.maxTokens() != null
                ? request
                : request.toBuilder()
                        .maxTokens(RequestLimits.MAX_TOKENS_DEFAULT)
                        .build();
    }

    /** Takes the type from the JSON (1). */
    @Override
    public InferenceEvent event(SseFrame frame) {
        if (frame.event() != null) {
            throw new IllegalArgumentException(
                    "an event with an \"event:\" line, which the worker as built never sends:"
                            + " this worker speaks the contract");
        }
        EventFields fields = EventDecoder.fields(frame.data());
        String type = fields.text(ReadNames.TYPE);
        EventDecoder.requireKnown(type);
        try {
            return switch (type) {
                case ReadNames.STARTED -> started(fields);
                case ReadNames.ERROR -> failed(fields);
                default -> EventDecoder.decode(type, fields);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("event \"" + type + "\": " + e.getMessage(), e);
        }
    }

    /** Reads the instant as seconds: this worker always sends 0 (2). It reports no seed (16). */
    private static InferenceEvent started(EventFields fields) {
        String seconds = fields.text(ReadNames.STARTED_AT);
        if (!seconds.matches("[0-9]{1,12}")) {
            throw new IllegalArgumentException("field \"started_at\" must be seconds, which are \"0\" on this worker");
        }
        return new InferenceEvent.Started(
                fields.text(ReadNames.JOB_ID),
                fields.nonEmpty(ReadNames.MODEL),
                Instant.ofEpochSecond(Long.parseLong(seconds)),
                null);
    }

    /** Reads an error that does not say whether the job may be sent again (4): nobody promises that it may. */
    private static InferenceEvent failed(EventFields fields) {
        return new InferenceEvent.Failed(fields.nonEmpty(ReadNames.CODE), fields.nonEmpty(ReadNames.MESSAGE), false);
    }

    /** Reads two fields (5), and what a mock adds. */
    @Override
    public HealthResponse health(EventFields fields) {
        return HealthResponse.asBuilt(
                HealthReader.status(fields),
                fields.integer("vram_bytes", 0, Long.MAX_VALUE),
                HealthReader.mock(fields));
    }

    /** This worker has none of the other endpoints (7). */
    @Override
    public void require(String path) {
        throw new UnsupportedOperationException("the worker as built in October 2025 has no " + path
                + " (docs/worker-api.md section 6, no. 7), so nothing was sent"
                + (path.equals("/cancel") ? "; its jobs run to their end" : ""));
    }
}
