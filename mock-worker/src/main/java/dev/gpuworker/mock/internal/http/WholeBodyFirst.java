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
 * Lets a request come to its handler once its body is there, so that no thread waits for a client that sends half of
 * one: some hundred of those would otherwise keep {@code /health} from being answered (M0-W-1320).
 */
final class WholeBodyFirst extends RetainedContentLoaderFactory {
    /** What a piece of a body counts beside its bytes, so that a body in single bytes can't take much memory. */
    private static final int PIECE_OVERHEAD_BYTES = 16;

    /**
     * One byte more than a body may have, so that the handler sees that it is too long; and its pieces, if they fill a
     * buffer.
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

    /** A body that is declared as too long is refused unread. */
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
     * Tells what comes before that a request failed. Jetty (12.1) gives the request itself as the callback, and that
     * knows only {@code fail}: a {@code failed} would be lost, and the request of a client that was reset would go on.
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
