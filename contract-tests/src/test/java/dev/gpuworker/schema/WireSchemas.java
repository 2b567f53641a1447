package dev.gpuworker.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The shipped schemas, by name: {@code event-token}, {@code health} and so on. Thread-safe. */
public final class WireSchemas {
    private static final Map<String, Schema> LOADED = new ConcurrentHashMap<>();

    private WireSchemas() {}

    /** Returns what a schema says against a document; empty where it follows the schema. */
    public static List<String> faults(String schema, String json) {
        return LOADED.computeIfAbsent(schema, WireSchemas::load).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** Returns what a schema says against a document; empty where it follows the schema. */
    public static List<String> faults(String schema, JsonNode json) {
        return faults(schema, WireJson.text(json));
    }

    /** Returns the schema itself, as JSON. */
    public static JsonNode text(String schema) {
        try {
            return WireJson.tree(resource(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the shipped schema " + schema + " is no JSON", e);
        }
    }

    private static Schema load(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(name), InputFormat.JSON);
    }

    private static String resource(String name) {
        String path = "/dev/gpuworker/schema/" + name + ".schema.json";
        try (InputStream in = WireSchemas.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
