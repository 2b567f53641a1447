package dev.gpuworker.mock.internal.http;

import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Writes whole answers. */
public final class Answers {
    public static final String JSON = "application/json";

    private Answers() {}

    public static void json(Context context, int status, Object body) {
        send(context, status, JSON, WireJson.text(body));
    }

    public static void send(Context context, int status, String contentType, String body) {
        context.status(status);
        context.contentType(contentType);
        context.result(body.getBytes(StandardCharsets.UTF_8));
    }
}
