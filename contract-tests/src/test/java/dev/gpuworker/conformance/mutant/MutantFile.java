package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;

/** The published matrix: by rule, the mutants that it catches. */
final class MutantFile {
    static final String COMMITTED = "src/main/resources/dev/gpuworker/conformance/mutants.json";

    private static final Path FRESH = Path.of("target", "mutants.json");

    private MutantFile() {}

    static String text(SortedMap<String, SortedSet<String>> matrix) {
        ObjectNode file = WireJson.object();
        matrix.forEach((rule, mutants) -> mutants.forEach(file.withArray(rule)::add));
        return file.toPrettyString() + "\n";
    }

    static String committed() {
        try (InputStream in = MutantFile.class.getResourceAsStream("/dev/gpuworker/conformance/mutants.json")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeFresh(String text) {
        try {
            Files.createDirectories(FRESH.getParent());
            Files.writeString(FRESH, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
