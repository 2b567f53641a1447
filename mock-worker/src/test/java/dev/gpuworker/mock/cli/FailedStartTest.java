package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {
    @TempDir
    Path folder;

    @Test
    void aBadWorkerIdEndsTheStart() {
        JsonNode error = errorOf(ProgramRun.of("--worker-id", "worker-1", "--port", "0"));

        assertThat(error.path("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(error.path("message").asText())
                .startsWith("--worker-id must be a UUID")
                .endsWith("was \"worker-1\"");
    }

    @Test
    void aMissingModelFileEndsTheStart() {
        JsonNode error = errorOf(ProgramRun.of("--model", "/no/such.gguf", "--gpu-device", "3", "--port", "0"));

        assertThat(error.path("code").asText()).isEqualTo("MODEL_LOAD_FAILED");
        assertThat(error.path("message").asText()).isEqualTo("no such file: /no/such.gguf");
        assertThat(error.path("model").asText()).isEqualTo("/no/such.gguf");
        assertThat(error.path("gpu_device").asInt()).isEqualTo(3);
    }

    @Test
    void aBrokenModelFileEndsTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("x.gguf"), "not a model");

        JsonNode error = errorOf(ProgramRun.of("--model", file.toString(), "--port", "0"));

        assertThat(error.path("message").asText()).contains("not a GGUF file", file.toString());
    }

    @Test
    void anUnknownDeviceEndsTheStart() {
        JsonNode error = errorOf(ProgramRun.of("--gpu-device", "8", "--port", "0"));

        assertThat(error.path("code").asText()).isEqualTo("CUDA_ERROR");
        assertThat(error.path("message").asText()).isEqualTo("no such device: 8; the mock simulates devices 0 to 7");
    }

    @Test
    void weightsThatDoNotFitEndTheStartWithTheBytes() {
        JsonNode error = errorOf(ProgramRun.of("--model", "mock:gpt-oss-20b", "--vram", "8GiB", "--port", "0"));

        assertThat(error.path("code").asText()).isEqualTo("INSUFFICIENT_VRAM");
        assertThat(error.path("bytes_required").asLong()).isEqualTo(12_109_565_632L);
        assertThat(error.path("bytes_available").asLong()).isEqualTo(8L << 30);
    }

    private static JsonNode errorOf(ProgramRun run) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).startsWith("mock-worker: ").doesNotContain("\tat ");
        return run.out()
                .lines()
                .map(FailedStartTest::json)
                .filter(line -> line.path("event").asText().equals("error"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String line) {
        try {
            return WireJson.tree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
