package dev.gpuworker.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.V4Pact;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Loads pacts. Throws {@link IllegalArgumentException} with an explanation if one cannot be read. */
final class PactSources {
    private static final String SHIPPED = "/pacts/orchestrator-worker-orcd.json";

    /** A pact of hundreds of interactions has about 100 KB. */
    private static final int BYTES_MAX = 16 << 20;

    private static final int NAME_CHARS_MAX = 80;

    private PactSources() {}

    /** Reads the pact that this module ships. */
    static Pact shipped() {
        try (InputStream in = PactSources.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalArgumentException("the pact " + SHIPPED + " is not on the class path");
            }
            return read(SHIPPED, in);
        } catch (IOException e) {
            throw new IllegalArgumentException("the pact " + SHIPPED + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a pact file of this provider. */
    static Pact file(Path file, String provider) {
        String name = "the pact file " + PrintableText.line(file.toString());
        String text;
        try {
            text = TextFiles.read(file, BYTES_MAX);
        } catch (TextFileException e) {
            throw new IllegalArgumentException("the pact file cannot be read: " + e.getMessage(), e);
        }
        requireKnownVersion(name, text);
        Pact pact = read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        if (!provider.equals(pact.getProvider().getName())) {
            throw new IllegalArgumentException(name + " is for the provider "
                    + PrintableText.quoted(pact.getProvider().getName(), NAME_CHARS_MAX) + ", not for \"" + provider
                    + "\"");
        }
        return pact;
    }

    /** Rejects a pact of a later specification, because only part of it would be understood. */
    private static void requireKnownVersion(String name, String text) {
        JsonNode version;
        try {
            version = WireJson.tree(text)
                    .path("metadata")
                    .path("pactSpecification")
                    .path("version");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    name + " is not a pact: line " + e.getLocation().getLineNr() + " is not JSON", e);
        }
        if (!version.isMissingNode() && !version.asText().matches("[1-4](\\.\\d+){0,2}")) {
            throw new IllegalArgumentException(name + " is of the pact specification "
                    + PrintableText.quoted(version.asText(), NAME_CHARS_MAX) + "; 1 to 4 are known");
        }
    }

    /** Returns a pact converted to version 4. */
    static V4Pact asV4(Pact pact) {
        V4Pact v4 = pact.asV4Pact().get();
        if (v4 == null) {
            throw new IllegalArgumentException("the pact of "
                    + pact.getConsumer().getName() + " is not of version 4 and cannot be converted to it");
        }
        return v4;
    }

    private static Pact read(String name, InputStream in) {
        try {
            return DefaultPactReader.INSTANCE.loadPact(in);
        } catch (RuntimeException e) { // pact-jvm throws several types for files that are not pacts
            throw new IllegalArgumentException(
                    name + " is not a pact: " + PrintableText.excerpt(String.valueOf(e.getMessage()), 300), e);
        }
    }
}
