package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Port;
import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.wire.ErrorCode;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps paths to handlers. A request belongs to the worker whose port accepted its connection. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private Routes() {}

    static void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        javalin.http.prefer405over404 = true;
        javalin.http.generateEtags = false;
        javalin.router.ignoreTrailingSlashes = false; // /health/ is not a path of the contract (D-18)
        RoutesConfig routes = javalin.routes;
        routes.before(Routes::prepare);
        routes.post("/execute", context -> ExecuteHandler.handle(worker(context), context));
        read(routes, "/health", context -> HealthHandler.handle(worker(context), context));
        routes.post("/cancel", context -> CancelHandler.handle(worker(context), context));
        routes.post("/shutdown", context -> ShutdownHandler.handle(worker(context), context));
        read(routes, "/metrics", context -> MetricsHandler.handle(worker(context), context));
        ControlRoutes.add(routes);
        routes.exception(Refusal.class, Routes::refuse);
        routes.exception(HttpResponseException.class, (e, context) -> refuse(translated(e, context), context));
        routes.exception(Exception.class, Routes::fail);
    }

    /**
     * Adds a path for GET and HEAD. By default, Javalin answers HEAD with 200 and headers that differ from those of
     * GET.
     */
    static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    static WorkerServer worker(Context context) {
        return worker(Takeover.endPoint(context).port());
    }

    /** Returns the port's worker: {@link Ports} opens every port for one. */
    private static WorkerServer worker(Port port) {
        return (WorkerServer) port.owner();
    }

    /** Refuses paths that this port does not serve, and sets the headers of every response. */
    private static void prepare(Context context) {
        Port port = Takeover.endPoint(context).port();
        WorkerServer worker = worker(port);
        worker.voice().headers(context.header(PortOwner.CORRELATION)).forEach(context::header);
        boolean control = context.path().startsWith(ControlRoutes.ROOT);
        boolean served = control
                ? port.servesControl()
                : port.servesWorker() && worker.voice().serves(context);
        if (!served) {
            throw Refusal.notFound(context.path());
        }
        if (control) {
            // Only tools read it: no page may display it, frame it or guess its type.
            context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            context.header("X-Content-Type-Options", "nosniff");
            worker.controlAccess().check(context);
        } else {
            worker.foreignPages().checkWorker(context);
            worker.refuseWhileLoading();
        }
    }

    private static Refusal translated(HttpResponseException e, Context context) {
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = e.getDetails().getOrDefault("availableMethods", "");
            return Refusal.wrongMethod(context.method().name(), allowed);
        }
        if (e instanceof NotFoundResponse) {
            return Refusal.notFound(context.path());
        }
        return Refusal.invalid(e.getStatus(), e.getMessage() == null ? "refused" : e.getMessage());
    }

    private static void refuse(Refusal refusal, Context context) {
        WorkerServer worker = worker(context);
        worker.core().journal().refused();
        worker.voice().refuse(worker, refusal, context);
    }

    private static void fail(Exception e, Context context) {
        if (e instanceof IOException) {
            LOG.debug("the client sent a broken request or went away", e);
            refuse(Refusal.invalid(400, "the request could not be read to its end"), context);
            return;
        }
        LOG.error("a handler failed: {}", e.toString());
        LOG.debug("a handler failed", e);
        refuse(Refusal.of(ErrorCode.INTERNAL, "the mock worker failed; see its log"), context);
    }
}
