package dev.gpuworker.mock.internal;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.WireJson;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what is no HTTP request, and so never reaches a route, with the contract's envelope. */
final class MalformedHttpHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        ErrorCode code = status < 500 || status == 505 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        String body = WireJson.text(ErrorEnvelope.of(code, "the request is not valid HTTP (status " + status + ")"));
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, Answers.JSON));
        WorkerEndPoint endPoint =
                (WorkerEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
        String correlationId = request.getHeaders().get(Voice.CORRELATION);
        endPoint.port().worker().voice().headers(correlationId).forEach(response.getHeaders()::put);
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
