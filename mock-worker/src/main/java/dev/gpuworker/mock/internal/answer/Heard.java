package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.InvalidRequestException;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
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

    byte[] body() {
        return body;
    }

    /** Returns the body as a JSON object, parsed once. Throws if it is not one. */
    JsonNode json() throws InvalidRequestException {
        JsonNode parsed = json == null ? ExecuteRequestReader.parse(body) : json;
        json = parsed;
        return parsed;
    }

    /** Returns what scenarios are matched against, made once; the body has been checked. */
    IncomingRequest incoming(ExecuteRequest request) {
        IncomingRequest made = incoming == null ? make(request) : incoming;
        incoming = made;
        return made;
    }

    private IncomingRequest make(ExecuteRequest request) {
        try {
            return new IncomingRequest(request, headers(), json());
        } catch (InvalidRequestException e) {
            return new IncomingRequest(request, headers(), fields(request));
        }
    }

    /** A dialect may take a body that is no JSON object; its fields are then those that it was understood to have. */
    private static JsonNode fields(ExecuteRequest request) {
        try {
            return WireJson.tree(request.toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the wire's own JSON is none", e);
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

    /** Returns whether the connection can serve another request after a stream. */
    boolean mayBeFollowed() {
        return readsChunks()
                && !Takeover.core(context)
                        .getHeaders()
                        .contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }

    boolean readsChunks() {
        return !"HTTP/1.0".equals(context.req().getProtocol());
    }
}
