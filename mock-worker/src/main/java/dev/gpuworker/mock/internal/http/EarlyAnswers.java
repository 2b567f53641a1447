package dev.gpuworker.mock.internal.http;

import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.WireJson;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request that never reaches a route with the contract's envelope. */
final class EarlyAnswers {
    private EarlyAnswers() {}

    static void send(Request request, Response response, Callback callback, Refusal refusal) {
        response.setStatus(refusal.status());
        refusal.headers().forEach(response.getHeaders()::put);
        send(request, response, callback, refusal.envelope());
    }

    /** Keeps the response's status. */
    static void send(Request request, Response response, Callback callback, ErrorEnvelope envelope) {
        PortOwner owner = Takeover.endPoint(request).port().owner();
        headers(request).forEach(response.getHeaders()::put);
        String body = "";
        if (owner.sendsEnvelopes()) {
            response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, Answers.JSON));
            body = WireJson.text(envelope);
        }
        String text = body;
        var unused = owner.turn().thenRun(() -> Content.Sink.write(response, true, text, callback));
    }

    private static Map<String, String> headers(Request request) {
        String correlationId = request.getHeaders().get(PortOwner.CORRELATION);
        return Takeover.endPoint(request).port().owner().headers(correlationId);
    }
}
