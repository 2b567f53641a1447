package dev.gpuworker.mock.internal;

import io.javalin.config.RoutesConfig;

/** The control plane under {@code /mock/}. */
final class ControlRoutes {
    static final String ROOT = "/mock/";

    private ControlRoutes() {}

    static void add(RoutesConfig routes) {
        routes.post(ROOT + "gates/{gate}", context -> {
            Routes.worker(context).gates().release(context.pathParam("gate"));
            context.status(204);
        });
    }
}
