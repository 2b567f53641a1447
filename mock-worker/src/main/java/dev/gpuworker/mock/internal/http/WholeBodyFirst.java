package dev.gpuworker.mock.internal.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request to its handler only once the whole body has arrived, so that no thread waits for a client that sends
 * half of it. About a hundred such clients would otherwise keep {@code /health} from being answered (M0-W-1320).
 */
final class WholeBodyFirst extends RetainedContentLoaderFactory {
    /**
     * Bytes counted for each piece of a body beyond its content, so that a body in single bytes can't take much memory.
     */
    private static final int PIECE_OVERHEAD_BYTES = 16;

    private WholeBodyFirst(int bodyBytesMax) {
        super(retainedBytesMax(bodyBytesMax), PIECE_OVERHEAD_BYTES, false);
    }

    /**
     * Returns one byte more than a body may have, so that the handler can refuse it, plus the overhead of its pieces if
     * each fills an input buffer.
     */
    private static long retainedBytesMax(int bodyBytesMax) {
        return bodyBytesMax + 1L + PIECE_OVERHEAD_BYTES * (bodyBytesMax / SharedServer.INPUT_BUFFER_BYTES + 1L);
    }

    static Handler before(Handler handler) {
        return new EagerContentHandler(new FailuresPassedOn(handler), new WholeBodyFirst(RequestBody.BYTES_MAX));
    }

    /** A body whose declared length is over the bound is refused unread. */
    @Override
    public @Nullable ContentLoader newContentLoader(
            String contentType,
            String mimeType,
            Handler handler,
            Request request,
            Response response,
            Callback callback) {
        int longest = Takeover.endPoint(request).port().owner().bodyBytesMax();
        if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > longest) {
            return null;
        }
        return longest > RequestBody.BYTES_MAX
                ? new WholeBodyFirst(longest).load(contentType, mimeType, handler, request, response, callback)
                : load(contentType, mimeType, handler, request, response, callback);
    }

    private @Nullable ContentLoader load(
            String contentType,
            String mimeType,
            Handler handler,
            Request request,
            Response response,
            Callback callback) {
        return super.newContentLoader(contentType, mimeType, handler, request, response, callback);
    }

    /**
     * Passes a request's failure on to the preceding handlers. Jetty (12.1) uses the request itself as the callback,
     * which implements only {@code fail}: a {@code failed} would be lost, and a request whose client was reset would
     * linger.
     */
    private static final class FailuresPassedOn extends Handler.Wrapper {
        FailuresPassedOn(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            boolean lost = callback == request;
            return super.handle(request, response, lost ? Callback.from(callback::succeeded, request::fail) : callback);
        }
    }
}
