package dev.gpuworker.real.process;

import dev.gpuworker.io.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends one {@code GET /health}, with bounds on time and size, and keeps no connection. Thread-safe. */
final class HealthProbe {
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(2);

    /** Even the last call gets this long: with less, a closed port would look like a silent one. */
    private static final Duration CALL_MIN = Duration.ofMillis(200);

    /** A health body has about 300 bytes. */
    private static final long BODY_BYTES_MAX = 64 * 1024;

    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(CONNECT)
            .readTimeout(CALL)
            .callTimeout(CALL)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();

    private final Request request;

    HealthProbe(int port) {
        this.request = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/health")
                .header("Connection", "close")
                .build();
    }

    /** Sends the request and waits for the answer, at most 200 ms past the deadline. */
    HealthAnswer ask(Deadline deadline) {
        Duration left = deadline.atMost(CALL);
        OkHttpClient client = CLIENT.newBuilder()
                .callTimeout(left.compareTo(CALL_MIN) < 0 ? CALL_MIN : left)
                .build();
        try (Response response = client.newCall(request).execute()) {
            return new HealthAnswer(
                    response.code(), response.peekBody(BODY_BYTES_MAX).string(), "status " + response.code());
        } catch (ConnectException nobodyListens) {
            return HealthAnswer.none("connection refused: nothing listens on the port");
        } catch (IOException e) {
            return HealthAnswer.none(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
