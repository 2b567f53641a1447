package dev.gpuworker.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void outputThatWasWrittenChangesNothing() {
        var bytes = new ByteArrayOutputStream();
        var out = StandardOutput.of(bytes);

        out.writer().print("größe");

        assertThat(exitCode(out, 0)).isZero();
        assertThat(bytes.toString(UTF_8)).isEqualTo("größe");
        assertThat(errors.toString(UTF_8)).isEmpty();
    }

    @Test
    void aFullDiskIsReportedAndIsNoSuccess() throws IOException {
        try (var full = new FileOutputStream("/dev/full")) {
            var out = StandardOutput.of(full);

            out.stream().print("x"); // held back until the command ends

            assertThat(exitCode(out, 0)).isEqualTo(3);
            assertThat(errors.toString(UTF_8))
                    .isEqualToIgnoringNewLines("mock-worker: the output is incomplete: No space left on device");
        }
    }

    @Test
    void aVerdictKeepsItsOwnCode() throws IOException {
        try (var full = new FileOutputStream("/dev/full")) {
            var out = StandardOutput.of(full);

            out.writer().println("1 failed");

            assertThat(exitCode(out, 1)).isEqualTo(1);
            assertThat(errors.toString(UTF_8)).contains("No space left on device");
        }
    }

    private int exitCode(StandardOutput out, int code) {
        return out.exitCode(code, 3, "mock-worker", new PrintStream(errors, true, UTF_8));
    }
}
