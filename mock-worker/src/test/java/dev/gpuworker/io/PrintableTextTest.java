package dev.gpuworker.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void whatCouldChangeTheTerminalIsEscaped() {
        assertThat(PrintableText.of("red \u001b[31m, bell \u0007, NUL \0, DEL \u007f, C1 \u009b, tab \t\r\n"))
                .isEqualTo("red \\u001b[31m, bell \\u0007, NUL \\u0000, DEL \\u007f, C1 \\u009b, tab \\u0009\\u000d\n");
    }

    @Test
    void whatCouldTurnOrBreakALineIsEscaped() {
        assertThat(PrintableText.of("\u202e\u2066\u061c\u200f\ufeff \u2028\u2029\u0085"))
                .isEqualTo("\\u202e\\u2066\\u061c\\u200f\\ufeff \\u2028\\u2029\\u0085");
    }

    @Test
    void halfASurrogatePairANoncharacterAndAHiddenTagAreEscaped() {
        assertThat(PrintableText.of("\ud83d x \udc00 \uffff \udb40\udc41"))
                .isEqualTo("\\ud83d x \\udc00 \\uffff \\udb40\\udc41");
    }

    @Test
    void allOtherTextIsLeftAsItIs() {
        assertThat(PrintableText.of("größe 東京 🙂\n")).isEqualTo("größe 東京 🙂\n");
    }

    @Test
    void aLineHasNoLineFeed() {
        assertThat(PrintableText.line("a\nb")).isEqualTo("a\\u000ab");
    }

    @Test
    void anExcerptIsBoundedAndSaysThatItWasCut() {
        assertThat(PrintableText.excerpt("🙂🙂🙂", 2)).isEqualTo("🙂🙂…");
        assertThat(PrintableText.excerpt("🙂🙂", 2)).isEqualTo("🙂🙂");
        assertThat(PrintableText.quoted("\u001b" + "x".repeat(9), 3)).isEqualTo("\"\\u001bxx…\"");
    }
}
