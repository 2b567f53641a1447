package dev.gpuworker.mock.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.WireJson;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells the orchestrator that a worker is ready (M0-W-1110); tries again where that fails, and then serves anyway. */
final class ReadyCallback {
    private static final int ATTEMPTS_MAX = 5;

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    /** Doubles after each attempt: 0.2, 0.4, 0.8 and 1.6 s. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final URI target;
    private final EventLog log;
    private final StopRequest stop;

    ReadyCallback(URI target, EventLog log, StopRequest stop) {
        this.target = target;
        this.log = log;
        this.stop = stop;
    }

    /** Returns the body; the worker as built sends no {@code model_ref}. */
    static String body(String workerId, Optional<String> modelRef, long vramBytes, URI workerUri) {
        ObjectNode body = WireJson.object();
        body.put("worker_id", workerId);
        modelRef.ifPresent(ref -> body.put("model_ref", ref));
        body.put("vram_bytes", vramBytes);
        body.put("uri", workerUri.toString());
        return WireJson.text(body);
    }

    /** Posts the body. Returns when it was taken, when there is no hope, or when the process is asked to stop. */
    void post(String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(ATTEMPT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        Duration pause = FIRST_PAUSE;
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            problem = attempt(client, request);
            if (problem.isEmpty()) {
                log.info("callback", Map.of("url", shown(), "attempt", attempt));
                return;
            }
            if (attempt < ATTEMPTS_MAX && stop.await(pause)) {
                return;
            }
            pause = pause.multipliedBy(2);
        }
        log.log(
                LogLevel.ERROR,
                "error",
                Map.of(
                        "code",
                        "INTERNAL",
                        "url",
                        shown(),
                        "message",
                        "the ready callback failed " + ATTEMPTS_MAX + " times, last: " + problem
                                + "; the worker serves anyway"));
    }

    private static String attempt(HttpClient client, HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(ATTEMPT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2 ? "" : "answered " + status;
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "no whole answer within " + ATTEMPT_TIMEOUT.toSeconds() + " s";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return inWords(cause);
        }
    }

    private static String inWords(Throwable cause) {
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "no host has that name"
                    : "connection refused: nobody listens there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Returns the URL without user name, password and query, which may be secret. */
    private String shown() {
        String port = target.getPort() < 0 ? "" : ":" + target.getPort();
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        return target.getScheme() + "://" + target.getHost() + port + path;
    }
}
