package dev.gpuworker.real.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "{\"name\":\"a\",\"method\":\"GET\",\"path\":\"/health\",\"body\":{}} | r:1: a GET has no body",
                "{\"name\":\"a\",\"method\":\"HEAD\",\"path\":\"/health\",\"body\":\"x\"} | r:1: a HEAD has no body",
                "{\"name\":\"answers\",\"method\":\"GET\",\"path\":\"/health\"} | r:1: the name \"answers\" is reserved for",
                "{\"name\": | r:1: expected one JSON object on one line",
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

        assertThatThrownBy(() -> RequestFile.parse("r", line + line)).hasMessage("r:2: the name \"a\" is used twice");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstRequest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("r.ndjson"),
                String.join(
                        "\r\n",
                        "\uFEFF{\"name\":\"a\",\"method\":\"GET\",\"path\":\"/health\"}",
                        "{\"name\":\"b\",\"method\":\"GET\",\"path\":\"/health\"}",
                        ""));

        assertThat(RequestFile.read(file)).extracting(RecordedRequest::name).containsExactly("a", "b");
    }

    @Test
    void utf16IsNamedWithTheRemedy(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("r.ndjson"), "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> RequestFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is UTF-16; save it as UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RequestFile.read(Path.of("no-such-file.ndjson")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-file.ndjson");
    }
}
