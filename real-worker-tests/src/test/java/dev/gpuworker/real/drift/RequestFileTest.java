package dev.gpuworker.real.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFileTest {
    @Test
    void bodiesAreSentAsTheyStand() {
        var requests = RequestFile.parse("r", """
                {"name":"a","method":"post","path":"/execute","body":{"job_id":"j"}}

                {"name":"b","method":"GET","path":"/health"}
                {"name":"c","method":"POST","path":"/cancel","body":"not JSON"}
                """);

        assertThat(requests)
                .containsExactly(
                        new RecordedRequest("a", "POST", "/execute", "{\"job_id\":\"j\"}"),
                        new RecordedRequest("b", "GET", "/health", ""),
                        new RecordedRequest("c", "POST", "/cancel", "not JSON"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"../a\",\"method\":\"GET\",\"path\":\"/\"} | r:1: name must be 1 to 64 letters",
                "{\"name\":\"a\",\"method\":\"BREW\",\"path\":\"/\"} | r:1: method must be one of",
                "{\"name\":\"a\",\"method\":\"GET\",\"path\":\"health\"} | r:1: path must begin with /",
                "{\"name\":\"a\",\"metod\":\"GET\",\"path\":\"/\"} | r:1: unknown key \"metod\"",
                "{\"name\": | r:1: not one JSON object on one line",
                "`` | r must have 1 to 1000 requests"
            })
    void whatIsWrongIsToldWithItsLine(String text, String message) {
        assertThatThrownBy(() -> RequestFile.parse("r", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aNameThatStandsTwiceWouldOverwriteItsFile() {
        String line = "{\"name\":\"a\",\"method\":\"GET\",\"path\":\"/\"}\n";

        assertThatThrownBy(() -> RequestFile.parse("r", line + line)).hasMessage("r:2: the name \"a\" stands twice");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RequestFile.read(Path.of("no-such-file.ndjson")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-file.ndjson");
    }
}
