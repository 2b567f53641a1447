package dev.gpuworker.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the bench in its own JVM and reads the one JSON line that it writes. */
final class ChildJvm {
    private static final long PATIENCE_SECONDS = 90;

    private ChildJvm() {}

    static JsonNode run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no result within " + PATIENCE_SECONDS + " s");
            }
            return result(Files.readString(output, StandardCharsets.UTF_8), process.exitValue());
        } finally {
            Files.delete(output);
        }
    }

    private static JsonNode result(String output, int exitCode) throws IOException {
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("@")) {
                return new ObjectMapper().readTree(line.substring(1));
            }
        }
        String tail = output.substring(Math.max(0, output.length() - 1000));
        throw new IOException("exit code " + exitCode + ", no result; it wrote: " + tail);
    }
}
