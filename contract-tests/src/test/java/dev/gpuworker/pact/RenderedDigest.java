package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.ByteServer;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The inverse of the digest: renders the example of the pact to a stream, served in pieces, for the real client. */
final class RenderedDigest {
    private RenderedDigest() {}

    /** Asserts that the client reads the rendered stream, and that its digest is the example again. */
    static void assertReadByClient(String request, String digest) {
        JsonNode example = json(digest);
        List<String> types = List.of(example.path("sequence").asText().split(" ", -1));
        try (ByteServer server = ByteServer.streaming(pieces(example));
                WorkerClient worker = new WorkerClient(server.url())) {
            StreamRecord stream = worker.executeBody(request).collect();

            assertThat(stream.events()).extracting(InferenceEvent::type).isEqualTo(types);
            JsonNode again = json(StreamDigest.of(stream.transcript()));
            assertThat(again.path("sequence")).isEqualTo(example.path("sequence"));
            assertThat(again.path("facts")).isEqualTo(example.path("facts"));
            assertThat(json(server.peers().get(0).requestBody())).isEqualTo(json(request));
        }
    }

    /** Returns the stream that the example describes. */
    static String stream(String digest) {
        return String.join("", frames(json(digest)));
    }

    /** Each event cut over two chunks, after a comment: as odd as a real worker may be. */
    private static String[] pieces(JsonNode example) {
        return frames(example).stream()
                .flatMap(frame -> Stream.of(": keep-alive\r\n" + frame.substring(0, 9), frame.substring(9)))
                .toArray(String[]::new);
    }

    private static List<String> frames(JsonNode example) {
        List<String> frames = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String type : example.path("sequence").asText().split(" ", -1)) {
            int index = seen.merge(type, 1, Integer::sum) - 1;
            JsonNode items = example.path("events").path(type);
            ObjectNode data = items.path(Math.min(index, items.size() - 1)).deepCopy();
            if (type.equals("token")) {
                data.put("i", index);
            }
            frames.add(new SseFrame(type, WireJson.text(data)).text());
        }
        return frames;
    }

    private static JsonNode json(String text) {
        try {
            return WireJson.tree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
