package dev.gpuworker.mock.internal.http;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers bytes that are not an HTTP request, which never reach a route, with the contract's envelope. */
final class MalformedHttpHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean leniently = Takeover.endPoint(request).port().owner().readsLeniently();
        if (leniently && (response.getStatus() == 426 || response.getStatus() == 505)) {
            response.setStatus(400); // another version is malformed for the worker of October 2025
        }
        int status = response.getStatus();
        ErrorCode code = status < 500 || status == 505 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        EarlyAnswers.send(
                request,
                response,
                callback,
                ErrorEnvelope.of(code, "the request is not valid HTTP (status " + status + ")"));
        return true;
    }
}
