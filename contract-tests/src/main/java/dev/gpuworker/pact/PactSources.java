package dev.gpuworker.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.V4Pact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where pacts come from. Throws {@link IllegalArgumentException} with a sentence where one cannot be read. */
final class PactSources {
    private static final String SHIPPED = "/pacts/orchestrator-worker-orcd.json";

    private PactSources() {}

    /** Reads the pact that comes with this module. */
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

    /** Reads a pact file. */
    static Pact file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new IllegalArgumentException("the pact file " + file + " cannot be read: " + e, e);
        }
    }

    /** Returns a pact in the form of version 4. */
    static V4Pact asV4(Pact pact) {
        V4Pact v4 = pact.asV4Pact().get();
        if (v4 == null) {
            throw new IllegalArgumentException(
                    "the pact of " + pact.getConsumer().getName() + " is not of version 4, nor can it be read as such");
        }
        return v4;
    }

    private static Pact read(String name, InputStream in) {
        try {
            return DefaultPactReader.INSTANCE.loadPact(in);
        } catch (RuntimeException e) { // pact-jvm has several for files that are no pacts
            throw new IllegalArgumentException(name + " is not a pact: " + e.getMessage(), e);
        }
    }
}
