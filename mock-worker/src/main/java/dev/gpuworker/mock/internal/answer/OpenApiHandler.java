package dev.gpuworker.mock.internal.answer;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /mock/openapi.yaml}: the API of the worker and of the control plane, as OpenAPI. */
final class OpenApiHandler {
    private static final String RESOURCE = "/dev/gpuworker/mock/openapi.yaml";
    private static final String MEDIA_TYPE = "application/yaml"; // RFC 9512

    private OpenApiHandler() {}

    static void handle(Context context) {
        context.contentType(MEDIA_TYPE);
        context.result(document());
    }

    private static byte[] document() {
        try (InputStream in = OpenApiHandler.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in, RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
