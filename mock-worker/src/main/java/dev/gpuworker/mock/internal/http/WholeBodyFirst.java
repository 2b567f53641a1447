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

    /**
     * One byte more than a body may have, so that the handler can refuse it, plus the overhead of its pieces if each
     * fills an input buffer.
     */
    private static final long BYTES_MAX = RequestBody.BYTES_MAX
            + 1L
            + PIECE_OVERHEAD_BYTES * (RequestBody.BYTES_MAX / SharedServer.INPUT_BUFFER_BYTES + 1L);

    private WholeBodyFirst() {
        super(BYTES_MAX, PIECE_OVERHEAD_BYTES, false);
    }

    static Handler before(Handler handler) {
        return new EagerContentHandler(new FailuresPassedOn(handler), new WholeBodyFirst());
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
        boolean tooLong = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > RequestBody.BYTES_MAX;
        return tooLong ? null : super.newContentLoader(contentType, mimeType, handler, request, response, callback);
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
