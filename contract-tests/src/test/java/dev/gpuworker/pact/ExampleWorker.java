package dev.gpuworker.pact;

import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction;
import dev.gpuworker.client.ByteServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** A worker that gives one interaction's own example as its answer, after something in it was broken. */
final class ExampleWorker implements AutoCloseable {
    private static final String CANCELLING = "{\"status\":\"cancelling\",\"job_id\":\"job-cancelled\"}";

    private final ByteServer server;

    /** Answers every request so, but a cancel in between with the 202 that it needs. */
    ExampleWorker(RawAnswer answer, boolean isStream) {
        server = new ByteServer(peer -> {
            if (isStream && peer.requestHead().startsWith("POST /cancel ")) {
                peer.answer(202, "application/json", CANCELLING);
            } else {
                answer.send(peer);
            }
        });
    }

    /** Returns the answer that the pact gives as its example. */
    static RawAnswer example(Interaction interaction) {
        if (interaction instanceof V4Interaction.SynchronousMessages messages) {
            String digest = messages.getResponse().get(0).getContents().valueAsString();
            return new RawAnswer(200, Map.of("Content-Type", "text/event-stream"), RenderedDigest.stream(digest));
        }
        HttpResponse response = ((V4Interaction.SynchronousHttp) interaction).getResponse();
        Map<String, String> headers = new TreeMap<>();
        response.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new RawAnswer(
                response.getStatus(),
                headers,
                response.getBody().isPresent() ? response.getBody().valueAsString() : "");
    }

    URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
