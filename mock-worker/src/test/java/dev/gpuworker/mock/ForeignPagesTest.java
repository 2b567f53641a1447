package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.wire.Dialect;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser sends for a page of another site (D-27), as bytes. */
class ForeignPagesTest {
    private static final String FOREIGN = "Origin: https://evil.example";

    private MockWorker worker = MockWorker.start();

    @AfterEach
    void close() {
        worker.close();
    }

    private String answer(String line, String host, String header, String body) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            client.send(line + " HTTP/1.1\r\nHost: " + host + "\r\n" + (header.isEmpty() ? "" : header + "\r\n")
                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            client.drain();
            return client.text();
        }
    }

    private int status(String line, String header) throws IOException {
        return status(line, "127.0.0.1", header);
    }

    private int status(String line, String host, String header) throws IOException {
        return Integer.parseInt(answer(line, host, header, "").substring(9, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOREIGN,
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Origin: http://10.9.8.7",
                "Origin: http://localhost.evil.example",
                "Origin: http://127.0.0.1@evil.example",
                "Origin: http://2130706433",
                "Origin: "
            })
    void aForeignPageRunsCancelsAndStopsNothing(String header) throws Exception {
        for (String path : new String[] {"/execute", "/cancel", "/shutdown"}) {
            String answer = answer("POST " + path, "mock", header, Jobs.job("a"));

            assertThat(answer)
                    .as(path)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\"code\":\"INVALID_REQUEST\"", "\"retriable\":false")
                    .doesNotContain("Access-Control");
        }
        assertThat(worker.journal().jobs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: http://localhost:3000",
                "Origin: http://127.0.0.1",
                "Origin: http://[::1]:9",
                "Origin: http://app.localhost",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none",
                "Origin: http://localhost\r\nSec-Fetch-Site: cross-site"
            })
    void localPagesAndToolsAreServed(String header) throws Exception {
        assertThat(status("POST /mock/reset", header)).isEqualTo(204);
        assertThat(answer("POST /cancel", "mock", header, "{\"job_id\":\"x\"}")).startsWith("HTTP/1.1 202 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /mock/reset",
                "GET /mock/state",
                "GET /mock/journal",
                "DELETE /mock/journal",
                "PUT /mock/scenarios",
                "POST /mock/scenarios/check",
                "POST /mock/gates/g",
                "POST /mock/streams/a/shut"
            })
    void theControlPlaneRefusesForeignPagesAndForeignNames(String line) throws Exception {
        assertThat(status(line, FOREIGN)).isEqualTo(403);
        assertThat(status(line, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
        assertThat(status(line, "evil.example", "")).isEqualTo(403);
        assertThat(status(line, "127.0.0.1.evil.example:80", "")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:1", "[::1]:8080", "192.168.1.2", "x.localhost"})
    void theControlPlaneIsServedUnderLocalNamesAndAddresses(String host) throws Exception {
        String answer = answer("GET /mock/state", host, "", "");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Security-Policy: default-src 'none'")
                .doesNotContain("Access-Control");
    }

    @Test
    void whatIsAllowedByNameIsServed() throws Exception {
        worker.close();
        worker = MockWorker.builder()
                .allowOrigin("HTTPS://my.example:443")
                .allowHost("Mock.internal")
                .start();

        assertThat(status("POST /mock/reset", "mock.internal:8080", "Origin: https://my.example"))
                .isEqualTo(204);
        assertThat(status("POST /mock/reset", "other.internal", "")).isEqualTo(403);
        assertThat(status("POST /mock/reset", "Origin: https://my.example:444")).isEqualTo(403);
        assertThat(status("POST /mock/reset", "Origin: http://my.example")).isEqualTo(403);
    }

    @Test
    void asBuiltOnlyTheControlPlaneRefuses() throws Exception {
        worker.close();
        worker = MockWorker.builder().dialect(Dialect.AS_BUILT).start();

        assertThat(answer("POST /execute", "mock", FOREIGN, "{}")).startsWith("HTTP/1.1 415 ");
        assertThat(status("POST /mock/reset", FOREIGN)).isEqualTo(403);
    }

    @Test
    void whatIsNoOriginAndNoNameCannotBeAllowed() {
        var builder = MockWorker.builder();

        assertThatThrownBy(() -> builder.allowOrigin("my.example")).hasMessageContaining("must be an origin");
        assertThatThrownBy(() -> builder.allowOrigin("null")).hasMessageContaining("must be an origin");
        assertThatThrownBy(() -> builder.allowOrigin("https://a/b")).hasMessageContaining("must be an origin");
        assertThatThrownBy(() -> builder.allowHost("a:80")).hasMessageContaining("without a port");
    }

    @Test
    void aBodyInACodingThatNobodyDecodesIsRefused() throws Exception {
        for (String coding :
                new String[] {"gzip, chunked", "identity", "chunked, chunked", "gzip\r\nTransfer-Encoding: chunked"}) {
            try (var client = new RawClient(worker.config().port())) {
                client.send(
                        "POST /execute HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n");
                client.drain();
                assertThat(client.text())
                        .as(coding)
                        .matches("(?s)HTTP/1\\.1 (501|400) .*\"code\":\"INVALID_REQUEST\".*");
            }
        }
        try (var client = new RawClient(worker.config().port())) {
            client.send("POST /execute HTTP/1.0\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            client.drain();
            assertThat(client.text()).matches("(?s)HTTP/1\\.[01] 400 .*HTTP/1.0 has no Transfer-Encoding.*");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aBodyThatIsCutOffIsAnsweredInWords(Dialect dialect) throws Exception {
        worker.close();
        worker = MockWorker.builder().dialect(dialect).start();
        try (var client = new RawClient(worker.config().port())) {
            client.send(
                    "POST /execute HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{");
            client.socket().shutdownOutput();
            client.drain();

            assertThat(client.text())
                    .startsWith("HTTP/1.1 400 ")
                    .contains(
                            dialect == Dialect.CONTRACT
                                    ? "could not be read to its end"
                                    : "Failed to buffer the request body: error reading a body from connection");
        }
    }
}
