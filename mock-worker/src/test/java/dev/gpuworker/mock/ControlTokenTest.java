package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control plane beyond loopback: nobody without the token, and no page that abuses a browser's cookie. */
class ControlTokenTest {
    private static final String TOKEN = "correct-horse-battery";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;

    private final MockWorker worker = MockWorker.builder()
            .host("0.0.0.0")
            .controlHost("0.0.0.0")
            .controlToken(TOKEN)
            .start();

    @AfterEach
    void close() {
        worker.close();
    }

    private String answer(String line, String... headers) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.send(line + " HTTP/1.1\r\nHost: mock:8080\r\n"
                    + String.join(
                            "", Arrays.stream(headers).map(h -> h + "\r\n").toList())
                    + "Connection: close\r\nContent-Length: 0\r\n\r\n");
            client.drain();
            return client.text();
        }
    }

    private int status(String line, String... headers) throws IOException {
        return Integer.parseInt(answer(line, headers).substring(9, 12));
    }

    @Test
    void theTokenOpensTheControlPlaneUnderAnyName() throws Exception {
        assertThat(status("GET /mock/state", BEARER)).isEqualTo(200);
        assertThat(status("POST /mock/reset", BEARER)).isEqualTo(204);
        assertThat(status("GET /health")).as("the worker itself needs none").isEqualTo(200);
    }

    @Test
    void withoutItEverythingIsRefused() throws Exception {
        String refused = answer("GET /mock/state");

        assertThat(refused).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer", "needs its token");
        assertThat(status("POST /mock/reset", "Authorization: Bearer " + TOKEN + "x"))
                .isEqualTo(401);
        assertThat(status("POST /mock/reset", "Authorization: Basic " + TOKEN)).isEqualTo(401);
        assertThat(status("GET /mock/journal?token=no")).isEqualTo(401);
        assertThat(status("PUT /mock/scenarios", "Cookie: mock_token=no")).isEqualTo(401);
    }

    @Test
    void aBrowserBringsItOnceAndThenHasACookie() throws Exception {
        String first = answer("GET /mock/state?token=" + TOKEN);

        assertThat(first)
                .startsWith("HTTP/1.1 303")
                .contains("Set-Cookie: mock_token=" + TOKEN + "; Path=/mock/; HttpOnly; SameSite=Strict")
                .containsPattern("Location: (http://mock:8080)?/mock/state\r\n");
        assertThat(status("GET /mock/state", "Cookie: mock_token=" + TOKEN)).isEqualTo(200);
        assertThat(status("POST /mock/reset", "Cookie: mock_token=" + TOKEN, "Origin: http://mock:8080"))
                .isEqualTo(204);
    }

    @Test
    void aForeignPageCannotUseTheCookie() throws Exception {
        assertThat(status("POST /mock/reset", "Cookie: mock_token=" + TOKEN, "Origin: http://evil.example"))
                .isEqualTo(403);
        assertThat(status("POST /mock/reset", "Cookie: mock_token=" + TOKEN, "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
    }

    @Test
    void anInstanceAsksForTheSameToken() throws Exception {
        String started = answer("POST /mock/instances", BEARER);

        assertThat(started).startsWith("HTTP/1.1 201").contains("\"control_url\":\"http://mock:");
    }

    @Test
    void noAddressBeyondLoopbackWithoutAToken() {
        MockWorkerBuilder open = MockWorker.builder().host("0.0.0.0").controlHost("0.0.0.0");
        assertThatThrownBy(open::config).hasMessageContaining("controlHost needs a controlToken");
        MockWorkerBuilder apart = MockWorker.builder().controlHost("0.0.0.0").controlToken(TOKEN);
        assertThatThrownBy(apart::config).hasMessageContaining("needs a controlPort of its own");
        assertThatThrownBy(() -> MockWorker.builder().controlToken("short"))
                .hasMessageNotContaining("short")
                .hasMessageContaining("16 to 256");
        assertThat(apart.controlPort(0).config().toString()).doesNotContain(TOKEN);
    }
}
