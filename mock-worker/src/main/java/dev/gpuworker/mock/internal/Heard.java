package dev.gpuworker.mock.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.mock.scenario.IncomingRequest;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of {@code POST /execute} as it came in. */
final class Heard {
    private final Context context;
    private final byte[] body;
    private @Nullable IncomingRequest incoming;

    Heard(Context context, byte[] body) {
        this.context = context;
        this.body = body;
    }

    Context context() {
        return context;
    }

    /** Returns what scenarios are matched against, made once; the body has been checked, and so is JSON. */
    IncomingRequest incoming(ExecuteRequest request) {
        IncomingRequest made = incoming == null ? make(request) : incoming;
        incoming = made;
        return made;
    }

    private IncomingRequest make(ExecuteRequest request) {
        try {
            return new IncomingRequest(request, headers(), WireJson.tree(new String(body, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was JSON is none any more", e);
        }
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(context.req().getHeaderNames())) {
            headers.put(name, Collections.list(context.req().getHeaders(name)));
        }
        return headers;
    }

    boolean readsChunks() {
        return !"HTTP/1.0".equals(context.req().getProtocol());
    }
}
