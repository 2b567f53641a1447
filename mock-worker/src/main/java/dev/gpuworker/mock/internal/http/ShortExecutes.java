package dev.gpuworker.mock.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code POST /execute} on the selector's own thread if it cannot block. Requests are then handled one after
 * the other, so that a thousand of them at once don't take the other cores from running streams. Everything else goes
 * to the thread pool, which may block.
 */
final class ShortExecutes extends Handler.Wrapper {
    /**
     * The longest body that is handled at once. A refusal of so short a body always fits into the response's buffer of
     * 32 KiB, which is filled without waiting for the client.
     */
    private static final int BODY_BYTES_MAX = 4096;

    private final Handler atOnce;

    ShortExecutes(Handler atOnce, Handler inPool) {
        super(inPool);
        this.atOnce = atOnce;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isShort(request)) {
            inPool(request, response, callback);
            return true;
        }
        Begun begun = new Begun(request);
        if (!begun.isWhole()) {
            inPool(begun, response, callback);
            return true;
        }
        return atOnce.handle(begun, response, callback);
    }

    private static boolean isShort(Request request) {
        long length = request.getLength();
        return length > 0
                && length <= BODY_BYTES_MAX
                && HttpMethod.POST.is(request.getMethod())
                && "/execute".equals(request.getHttpURI().getPath())
                && !Takeover.endPoint(request).port().owner().mayBlock();
    }

    private void inPool(Request request, Response response, Callback callback) {
        request.getComponents().getExecutor().execute(() -> {
            try {
                if (!super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        });
    }

    /** A request whose available body bytes have already been read. */
    private static final class Begun extends Request.Wrapper {
        private final Deque<Content.Chunk> read = new ArrayDeque<>();

        Begun(Request request) {
            super(request);
            for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                read.add(chunk);
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    break;
                }
            }
        }

        /** Returns whether the rest of the body can be read without waiting. */
        boolean isWhole() {
            return !read.isEmpty() && read.getLast().isLast() && !Content.Chunk.isFailure(read.getLast());
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (read.isEmpty()) {
                return super.read();
            }
            return read.size() > 1 || !read.getFirst().isLast() ? read.remove() : last();
        }

        /** After the last chunk every further read returns end-of-stream. */
        private Content.Chunk last() {
            Content.Chunk last = read.remove();
            Content.Chunk end = Content.Chunk.next(last);
            if (end != null) {
                read.add(end);
            }
            return last;
        }

        @Override
        public void demand(Runnable demandCallback) {
            if (read.isEmpty()) {
                super.demand(demandCallback);
            } else {
                demandCallback.run();
            }
        }

        @Override
        public void fail(Throwable failure) {
            read.forEach(Content.Chunk::release);
            read.clear();
            super.fail(failure);
        }
    }
}
