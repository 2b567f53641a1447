package dev.gpuworker.conformance.rules;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Jobs as a run records them, each event in a chunk of its own that arrived at a chosen time. */
final class RecordedStreams {
    private RecordedStreams() {}

    /** Returns a job that ended with the last of these chunks. */
    static Exchange job(String exercise, String role, Chunk... chunks) {
        long end = chunks[chunks.length - 1].nanos();
        Transcript transcript = Transcript.builder("POST", "/execute")
                .requestBody("{}")
                .head(200, Map.of(), 0)
                .chunks(List.of(chunks))
                .ended(TransferEnd.COMPLETE, end, "")
                .build();
        return new Exchange(exercise, role, 0, List.of(), transcript);
    }

    /** Returns one event that arrived so many milliseconds after the request. */
    static Chunk event(long millis, String type, String data) {
        String frame = "event: " + type + "\ndata: " + data + "\n\n";
        return new Chunk(nanos(millis), frame.getBytes(StandardCharsets.UTF_8));
    }

    static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
