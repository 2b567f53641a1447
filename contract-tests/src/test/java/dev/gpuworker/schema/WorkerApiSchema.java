package dev.gpuworker.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas that this module publishes, one definition at a time. */
final class WorkerApiSchema {
    private static final Path FILE = Path.of("schemas", "worker-api.schema.json");

    private WorkerApiSchema() {}

    /** Returns what the definition has against the JSON; empty where it is valid. */
    static List<Error> faults(String definition, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(WireJson.text(only(definition)), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }

    static JsonNode definition(String name) {
        return only(name).at("/$defs/" + name);
    }

    private static ObjectNode only(String definition) {
        try {
            ObjectNode schema = (ObjectNode) WireJson.tree(Files.readString(FILE));
            return schema.put("$ref", "#/$defs/" + definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(FILE + " is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
