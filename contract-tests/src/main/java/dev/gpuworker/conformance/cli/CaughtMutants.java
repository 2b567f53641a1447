package dev.gpuworker.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The matrix of mutants and rules that this module's tests wrote. */
final class CaughtMutants {
    private static final String RESOURCE = "mutants.json";

    private CaughtMutants() {}

    static List<String> of(String ruleId) {
        try (InputStream in = Rule.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the matrix of mutants is not on the class path");
            }
            JsonNode names = WireJson.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .path(ruleId);
            List<String> all = new ArrayList<>();
            names.forEach(name -> all.add(name.asText()));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the matrix of mutants can't be read", e);
        }
    }
}
