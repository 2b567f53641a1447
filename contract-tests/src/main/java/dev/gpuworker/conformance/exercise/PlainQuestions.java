package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Simple requests to a worker, and the parts of the answers that an exercise needs to continue. */
final class PlainQuestions {
    /** A worker may update its counters a moment after a job's last event. */
    static final Duration A_MOMENT = Duration.ofSeconds(1);

    private PlainQuestions() {}

    static Transcript health(Traffic traffic, String role) {
        return traffic.exchange(role, HttpRequest.get("/health"));
    }

    /** Asks for the health until it has this status, for a limited time. */
    static void healthUntil(Traffic traffic, String role, String status) {
        traffic.exchangeUntil(
                role,
                HttpRequest.get("/health"),
                answer -> text(answer).contains("\"" + status + "\""),
                Deadline.after(A_MOMENT));
    }

    /** Returns the body as text. */
    static String text(Transcript answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Asks for the size of the vocabulary; returns 0 if the worker does not report it. */
    static long vocabSize(Traffic traffic, String role) {
        try {
            return Math.max(
                    0,
                    WireJson.tree(text(health(traffic, role)))
                            .path("vocab_size")
                            .asLong(0));
        } catch (JsonProcessingException e) {
            return 0;
        }
    }
}
