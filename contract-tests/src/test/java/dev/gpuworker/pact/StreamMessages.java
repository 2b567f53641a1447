package dev.gpuworker.pact;

import au.com.dius.pact.core.model.v4.MessageContents;
import au.com.dius.pact.provider.MessageAndMetadata;
import au.com.dius.pact.provider.PactVerifyProvider;
import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.wire.InferenceEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The bridge from pact-jvm's message interactions to the wire: sends the request, digests the stream. Public, because
 * pact-jvm finds it by scanning.
 */
public final class StreamMessages {
    @SuppressWarnings("NonFinalStaticField") // pact-jvm makes the instances, so that nothing can be handed to them
    static volatile URI worker = URI.create("http://127.0.0.1:1");

    @PactVerifyProvider("the stream of a job that ends")
    public MessageAndMetadata ends(MessageContents request) {
        return digest(request, false);
    }

    @PactVerifyProvider("the stream of a job that hits a stop sequence")
    public MessageAndMetadata stops(MessageContents request) {
        return digest(request, false);
    }

    @PactVerifyProvider("the stream of a job that is cancelled")
    public MessageAndMetadata cancelled(MessageContents request) {
        return digest(request, true);
    }

    @PactVerifyProvider("the stream of a job that runs out of VRAM")
    public MessageAndMetadata outOfMemory(MessageContents request) {
        return digest(request, false);
    }

    @PactVerifyProvider("the stream of a job that meets a CUDA error")
    public MessageAndMetadata cudaError(MessageContents request) {
        return digest(request, false);
    }

    @PactVerifyProvider("the stream of a job that takes too long")
    public MessageAndMetadata tooLong(MessageContents request) {
        return digest(request, false);
    }

    private static MessageAndMetadata digest(MessageContents request, boolean cancels) {
        try (WorkerClient client = new WorkerClient(worker);
                EventStream stream = client.executeBody(request.getContents().valueAsString())) {
            if (cancels) {
                stream.await(event -> event instanceof InferenceEvent.Started)
                        .ifPresent(started -> client.cancel(((InferenceEvent.Started) started.event()).jobId()));
            }
            String digest = StreamDigest.of(stream.awaitTranscript());
            return new MessageAndMetadata(
                    digest.getBytes(StandardCharsets.UTF_8), Map.of("contentType", "application/json"));
        }
    }
}
