package dev.gpuworker.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the wire: strict about syntax, tolerant of unknown fields (D-01). Thread-safe. */
public final class WireJson {
    /** Deeper bodies are refused as malformed; no field of the contract nests more than one level. */
    private static final int DEPTH_MAX = 64;

    /** The parser's bounds for numbers and names, far beyond those of the contract. */
    private static final int DIGITS_MAX = 1_000;

    private static final int NAME_MAX = 50_000;

    /** The message about a document that exceeds these bounds. */
    static final String LIMITS = "at most " + DEPTH_MAX + " levels, " + DIGITS_MAX + " digits in a number and "
            + NAME_MAX + " characters in a key";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(DIGITS_MAX)
                            .maxNameLength(NAME_MAX)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader TREE = MAPPER.reader();

    private WireJson() {}

    /** Returns a new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns the JSON text of a tree or of a record of this package, on one line. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /**
     * Returns the tree of one JSON document. Throws on bad syntax, duplicate keys and trailing text; the message may
     * quote the text.
     */
    public static JsonNode tree(String json) throws JsonProcessingException {
        return TREE.readTree(json);
    }

    /** Returns the record of this package that the JSON document describes. Throws on bad syntax and wrong types. */
    public static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return MAPPER.readValue(json, type);
    }
}
