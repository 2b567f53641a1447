package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
    @ParameterizedTest
    @CsvSource({
        "http://my_worker:18301, my_worker, 18301",
        "http://_a.b_c-d.example, _a.b_c-d.example, 80",
        "HTTP://Worker.:8080/, Worker., 8080",
        "http://127.0.0.1:1, 127.0.0.1, 1",
        "http://[::1]:65535, ::1, 65535",
        "http://a:, a, 80",
        "http://wörker:9, xn--wrker-jua, 9"
    })
    void hostsAreReadAsCurlReadsThem(String url, String host, int port) {
        assertThat(HostAndPort.of(URI.create(url))).contains(new HostAndPort(host, port));
        assertThatCode(() -> WorkerUnderTest.at(URI.create(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///x", "http:a", "http://a:0", "http://a:65536", "http://a:b", "http://a,b"})
    void whatNamesNoHostIsRefused(String url) {
        assertThat(HostAndPort.of(URI.create(url))).isEmpty();
        assertThatThrownBy(() -> WorkerUnderTest.at(URI.create(url))).hasMessageContaining("not the URL of a worker");
    }

    @Test
    void secretsOfAUserAreNotRepeated() {
        assertThatThrownBy(() -> WorkerUnderTest.at(URI.create("http://me:secret@my_worker:80")))
                .hasMessageContaining("@my_worker:80")
                .hasMessageContaining("has a user")
                .message()
                .doesNotContain("secret");
    }
}
