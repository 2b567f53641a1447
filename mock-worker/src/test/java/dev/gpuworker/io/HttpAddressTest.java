package dev.gpuworker.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://my_cb:18340/e,               my_cb,            18340",
        "http://_a.b_c/,                     _a.b_c,           -1",
        "http://127.0.0.1:80,                127.0.0.1,        80",
        "http://[::1]:8080/x?y=1,            [::1],            8080",
        "HTTPS://user:secret@Host.example/,  Host.example,     -1",
        "http://münchen.example:1/,          xn--mnchen-3ya.example, 1",
        "http://host:/,                      host,             -1",
    })
    void hostsAreTakenAsCurlTakesThem(String text, String host, int port) {
        HttpAddress address = HttpAddress.parse(text);

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.url().getHost()).isEqualTo(host);
        assertThat(address.shown()).doesNotContain("secret").doesNotContain("y=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/",
                "host:80",
                "http://",
                "http:///x",
                "/x",
                "",
                "http://a:70000/",
                "http://a:0/",
                "http://a b/",
                "http://a:b/"
            })
    void whatIsNoUrlWithAHostIsRefused(String text) {
        assertThatThrownBy(() -> HttpAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ");
    }
}
