package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Answers;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code /mock/}: the mock's own page. Everything that it loads comes from here; scripts of others never run in it. */
final class PageHandler {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageHandler() {}

    static void page(Context context) throws IOException {
        send(context, "page.html", "text/html; charset=utf-8");
    }

    static void style(Context context) throws IOException {
        send(context, "page.css", "text/css; charset=utf-8");
    }

    static void script(Context context) throws IOException {
        send(context, "page.js", "text/javascript; charset=utf-8");
    }

    private static void send(Context context, String name, String type) throws IOException {
        try (InputStream in = PageHandler.class.getResourceAsStream("/dev/gpuworker/mock/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            context.header("Content-Security-Policy", POLICY);
            context.header("Referrer-Policy", "no-referrer");
            context.header("Cache-Control", "no-cache");
            Answers.send(context, 200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
