package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintableWriterTest {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter writer =
            PrintableWriter.over(new PrintWriter(printed)).printWriter();

    @Test
    void whatCouldMoveTheCursorIsEscaped() {
        writer.println("a\u001b]0;owned\u0007\u009b\u202e\u2028\0b");

        assertThat(printed).hasToString("a\\u001b]0;owned\\u0007\\u009b\\u202e\\u2028\\u0000b\n");
    }

    @Test
    void aLineIsBoundedAndTheNextOneIsWhole() {
        writer.println("x".repeat(3_000_000) + "\nnext");

        assertThat(printed.toString()).isEqualTo("x".repeat(PrintableWriter.LINE_CHARS_MAX) + "…\nnext\n");
    }

    @Test
    void aCharacterOfTwoHalvesStaysWhole() {
        writer.print("ok 🙂");
        writer.flush();

        assertThat(printed).hasToString("ok 🙂");
    }
}
