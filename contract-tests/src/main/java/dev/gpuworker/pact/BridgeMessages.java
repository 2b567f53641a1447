package dev.gpuworker.pact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Answers a synchronous message of the pact: sends its request to the worker, returns the digest of the stream. */
final class BridgeMessages {
    private static final int NAME_CHARS_MAX = 200;

    private final URI worker;
    private final GoingOn goingOn;
    private final Duration limit;

    BridgeMessages(URI worker, GoingOn goingOn, Duration limit) {
        this.worker = worker;
        this.goingOn = goingOn;
        this.limit = limit;
    }

    /** Returns the digest as JSON. */
    String answer(JsonNode message, boolean cancelled) throws BridgeException {
        JsonNode contents = message.path("request").path("contents");
        if (contents.path("content").isMissingNode()) {
            throw new BridgeException(
                    400,
                    "the message "
                            + PrintableText.quoted(message.path("description").asText(), NAME_CHARS_MAX)
                            + " has no request; only Synchronous/Messages are answered, whose request is the body of"
                            + " POST /execute (docs/pact.md)");
        }
        boolean cancels = cancelled || names(message.path("providerStates"), ProviderStates.JOB_IS_CANCELLED);
        try (WorkerClient client = new WorkerClient(worker, BoundedInteraction.patience(limit))) {
            String body = body(contents);
            Optional<Transcript> played = JobStream.play(client, body, cancels, goingOn);
            if (played.isEmpty()) {
                goingOn.search();
                played = JobStream.play(client, body, cancels, goingOn);
            }
            Transcript stream = played.orElseThrow(() -> new BridgeException(
                    502, JobStream.ENDED_TOO_SOON + "; verify again, with a slower model or a longer max_tokens"));
            if (stream.status() == 0) {
                throw new BridgeException(502, "no answer from " + worker + ": " + stream.failure());
            }
            return StreamDigest.of(stream);
        } catch (WorkerClientException e) {
            throw new BridgeException(502, "the job failed: " + BodyStart.after(e));
        } catch (IllegalArgumentException e) {
            throw new BridgeException(400, "the request's content cannot be decoded: " + e.getMessage());
        }
    }

    private static boolean names(JsonNode states, ProviderStates wanted) {
        return StreamSupport.stream(states.spliterator(), false)
                .anyMatch(state -> state.path("name").asText().equals(wanted.words()));
    }

    /** A tool embeds JSON as such, and other content as text or base64 (pact specification V4). */
    private static String body(JsonNode contents) {
        JsonNode content = contents.path("content");
        String encoding = contents.path("encoded").asText("false").toLowerCase(Locale.ROOT);
        if (encoding.equals("true") || encoding.equals("base64")) {
            return new String(Base64.getDecoder().decode(content.asText()), StandardCharsets.UTF_8);
        }
        boolean text = content.isTextual()
                && (encoding.equals("json")
                        || !contents.path("contentType").asText().contains("json"));
        return text ? content.textValue() : WireJson.text(content);
    }
}
