package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallbackListenerTest {
    @Test
    void theFirstCallIsKeptAndEveryCallAnsweredWith200() throws IOException {
        try (CallbackListener listener = CallbackListener.open()) {
            assertThat(listener.callback()).isEmpty();

            assertThat(post(listener.url(), "{\"worker_id\":\"w\",\"uri\":\"http://localhost:7\"}"))
                    .isEqualTo(200);
            assertThat(post(listener.url(), "{}")).isEqualTo(200);

            assertThat(listener.callback()).hasValueSatisfying(call -> {
                assertThat(call.workerId()).contains("w");
                assertThat(call.uri()).contains("http://localhost:7");
                assertThat(call.after()).isPositive();
            });
        }
    }

    @Test
    void aBodyThatIsNotJsonHasNoFieldsAndAVeryLongOneIsCut() throws IOException {
        try (CallbackListener listener = CallbackListener.open()) {
            post(listener.url(), "x".repeat(100_000));

            assertThat(listener.callback()).hasValueSatisfying(call -> {
                assertThat(call.body()).hasSize(65_536);
                assertThat(call.workerId()).isEmpty();
            });
        }
    }

    @Test
    void anotherPathIsNotTheCallback() throws IOException {
        try (CallbackListener listener = CallbackListener.open()) {
            assertThat(post(listener.url().resolve("/"), "{}")).isEqualTo(404);
            assertThat(listener.callback()).isEmpty();
        }
    }

    static int post(URI url, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
