package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void whatCouldChangeTheTerminalIsEscaped() {
        assertThat(PrintableText.of("red \u001b[31m, bell \u0007, turned \u202e, C1 \u009b\r\n"))
                .isEqualTo("red \\u001b[31m, bell \\u0007, turned \\u202e, C1 \\u009b\\u000d\n");
    }

    @Test
    void allOtherTextIsLeftAsItIs() {
        assertThat(PrintableText.of("größe 東京 🙂\n")).isEqualTo("größe 東京 🙂\n");
    }
}
