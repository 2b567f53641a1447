package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.InvalidRequestException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/** A request of {@code POST /execute} as it was received. */
final class Heard {
    private final Context context;
    private final byte[] body;
    private @Nullable JsonNode json;
    private @Nullable IncomingRequest incoming;

    Heard(Context context, byte[] body) {
        this.context = context;
        this.body = body;
    }

    Context context() {
        return context;
    }

    /** Returns the body as a JSON object, parsed once. Throws if it is not one. */
    JsonNode json() throws InvalidRequestException {
        JsonNode parsed = json == null ? ExecuteRequestReader.parse(body) : json;
        json = parsed;
        return parsed;
    }

    /**
     * Returns the request against which scenarios are matched, created once. The body has been checked, so it is JSON.
     */
    IncomingRequest incoming(ExecuteRequest request) {
        IncomingRequest made = incoming == null ? make(request) : incoming;
        incoming = made;
        return made;
    }

    private IncomingRequest make(ExecuteRequest request) {
        try {
            return new IncomingRequest(request, headers(), json());
        } catch (InvalidRequestException e) {
            throw new IllegalStateException("a body that was valid JSON no longer parses", e);
        }
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : Takeover.core(context).getHeaders()) {
            List<String> before = headers.get(field.getLowerCaseName());
            headers.put(field.getLowerCaseName(), before == null ? List.of(field.getValue()) : and(before, field));
        }
        return headers;
    }

    private static List<String> and(List<String> before, HttpField field) {
        List<String> values = new ArrayList<>(before);
        values.add(field.getValue());
        return List.copyOf(values);
    }

    boolean readsChunks() {
        return !"HTTP/1.0".equals(context.req().getProtocol());
    }
}
