package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads what a Pact tool sends. */
final class BridgeBody {
    /** A message of a pact has at most some kilobytes. */
    private static final int BYTES_MAX = 4 << 20;

    private BridgeBody() {}

    /**
     * Returns a state change with the fields {@code state}, {@code action} and {@code params}. Tools send it as a body
     * or, if they are told to, as a query, in which each other field is a parameter of the state.
     */
    static JsonNode change(HttpExchange exchange) throws BridgeException, IOException {
        String query = exchange.getRequestURI().getRawQuery();
        byte[] body = bytes(exchange);
        if (body.length > 0 || query == null) {
            return parsed(body);
        }
        ObjectNode change = WireJson.object();
        ObjectNode parameters = change.putObject("params");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            (name.equals("state") || name.equals("action") ? change : parameters).put(name, value);
        }
        return change;
    }

    /** Returns the JSON object in the body. */
    static JsonNode json(HttpExchange exchange) throws BridgeException, IOException {
        return parsed(bytes(exchange));
    }

    private static byte[] bytes(HttpExchange exchange) throws BridgeException, IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BridgeException(413, "the body has more than " + (BYTES_MAX >> 20) + " MiB");
        }
        return bytes;
    }

    private static JsonNode parsed(byte[] body) throws BridgeException {
        try {
            JsonNode json = WireJson.tree(new String(body, StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new BridgeException(400, "the body is not JSON");
        }
        throw new BridgeException(400, "the body is not a JSON object");
    }

    private static String decoded(String text) throws BridgeException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BridgeException(400, "the query is not well encoded");
        }
    }
}
