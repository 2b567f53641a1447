package dev.gpuworker.mock.internal;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets few requests with a long body into memory at a time, whatever many clients send at once; the others wait unread,
 * in order of arrival, and are told to come again where that takes too long (ADR 0038). Short ones pass.
 */
final class LongBodies extends QoSHandler {
    private static final int AT_A_TIME = 32;

    /** A request that waits is a few kilobytes; more of them than streams can be played are refused at once. */
    private static final int WAITING_MAX = 16_384;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int SHORT_BYTES_MAX = 64 * 1024;

    private LongBodies(Handler handler) {
        super(handler);
        setMaxRequestCount(AT_A_TIME);
        setMaxSuspendedRequestCount(WAITING_MAX);
        setMaxSuspend(PATIENCE);
    }

    static Handler fewAtATime(Handler handler) {
        LongBodies bodies = new LongBodies(handler);
        bodies.include(LongBodies::isLong);
        return bodies;
    }

    /** A body that is declared as too long is refused unread. */
    private static boolean isLong(Request request) {
        long length = request.getLength();
        boolean unknown = length < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        return unknown || (length > SHORT_BYTES_MAX && length <= RequestBody.BYTES_MAX);
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        EarlyAnswers.send(request, response, callback, Refusal.tooManyLongBodies(AT_A_TIME));
    }

    @Override
    protected void failSuspended(
            Request request, Response response, Callback callback, int status, @Nullable Throwable failure) {
        reject(request, response, callback, status);
    }
}
