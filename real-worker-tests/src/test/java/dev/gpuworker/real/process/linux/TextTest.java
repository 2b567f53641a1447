package dev.gpuworker.real.process.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void commandLinesCanBePastedIntoAShell() {
        assertThat(Text.commandLine(List.of("/opt/w", "--model", "/m/a b.gguf", "it's", "")))
                .isEqualTo("/opt/w --model '/m/a b.gguf' 'it'\\''s' ''");
    }

    @Test
    void durationsAreMeantForPeople() {
        assertThat(Text.seconds(Duration.ofMillis(950))).isEqualTo("950 ms");
        assertThat(Text.seconds(Duration.ofMillis(2345))).isEqualTo("2.3 s");
        assertThat(Text.seconds(Duration.ofSeconds(30))).isEqualTo("30 s");
    }

    @Test
    void aStrangersLineCannotUpsetATerminal() {
        assertThat(Text.printable("a\tb\u001B[31m\u0000é🙂\uD800", 100)).isEqualTo("a b\\u001b[31m\\u0000é🙂\\ud800");
        assertThat(Text.printable("abcdef", 3)).isEqualTo("abc…");
    }
}
