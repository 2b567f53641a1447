package dev.gpuworker.mock.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code Expect: 100-continue} as the worker of October 2025 does: 100 once it is the request's turn and only
 * if its body will be read. Jetty asks for a body as soon as anybody wants it, also while a job runs. Owners that read
 * HTTP strictly keep Jetty's way.
 */
final class ExpectedBodies extends Handler.Wrapper {
    private final Handler unread;

    /** Passes requests whose body is not wanted to a handler that never asks for it. */
    ExpectedBodies(Handler unread, Handler handler) {
        super(handler);
        this.unread = unread;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        WorkerEndPoint endPoint = Takeover.endPoint(request);
        PortOwner owner = endPoint.port().owner();
        boolean expected = owner.readsLeniently()
                && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
        if (!expected) {
            return super.handle(request, response, callback);
        }
        Executor executor = request.getComponents().getExecutor();
        long idle = endPoint.getIdleTimeout();
        endPoint.setIdleTimeout(0);
        CompletableFuture<Void> turn = owner.turn();
        var unused = turn.thenRunAsync(
                () -> {
                    endPoint.setIdleTimeout(idle);
                    begin(owner, request, response, callback);
                },
                executor);
        return true;
    }

    private void begin(PortOwner owner, Request request, Response response, Callback callback) {
        if (!owner.wantsBody(request)) {
            pass(unread, request, response, callback);
            return;
        }
        var unused = response.writeInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY)
                .whenComplete((written, failure) -> {
                    if (failure == null) {
                        pass(getHandler(), request, response, callback);
                    } else {
                        callback.failed(failure);
                    }
                });
    }

    private static void pass(Handler handler, Request request, Response response, Callback callback) {
        try {
            if (!handler.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) { // whatever a handler throws ends this request alone
            Response.writeError(request, response, callback, e);
        }
    }
}
