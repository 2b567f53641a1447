package dev.gpuworker.mock.internal.http;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses bodies in a transfer coding that nobody decodes. Jetty reads {@code gzip, chunked} as if it were
 * {@code chunked}, and accepts a transfer coding over HTTP/1.0, which has none (RFC 9112, sections 6.1 and 7). A
 * lenient owner reads such a list as Jetty does.
 */
final class TransferCodings extends Handler.Wrapper {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;

    TransferCodings(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
        if (codings.isEmpty()) {
            return super.handle(request, response, callback);
        }
        boolean old = HttpVersion.HTTP_1_0.is(request.getConnectionMetaData().getProtocol());
        boolean chunked = codings.get(codings.size() - 1).equalsIgnoreCase("chunked");
        boolean leniently = Takeover.endPoint(request).port().owner().readsLeniently();
        if (!old && chunked && (codings.size() == 1 || leniently)) {
            return super.handle(request, response, callback);
        }
        response.setStatus(old ? BAD_REQUEST : NOT_IMPLEMENTED);
        // The end of the body is unknown, so no further request can follow it.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String message = old
                ? "HTTP/1.0 has no Transfer-Encoding; send a Content-Length"
                : "the only supported Transfer-Encoding is chunked, on its own";
        EarlyAnswers.send(request, response, callback, ErrorEnvelope.of(ErrorCode.INVALID_REQUEST, message));
        return true;
    }
}
