package dev.gpuworker.mock.internal.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests with a long body are in memory at a time, however many arrive at once. The others wait
 * unread, in order of arrival; if that takes too long, they are refused and may be retried (ADR 0038). Requests with a
 * short body pass. Thread-safe.
 */
public final class LongBodies extends Handler.Wrapper {
    private static final int AT_A_TIME = 32;

    /**
     * A waiting request takes a few kilobytes. Requests beyond the number of streams that can be played are refused at
     * once.
     */
    private static final int WAITING_MAX = 16_384;

    private static final long PATIENCE_SECONDS = 10;

    private static final int SHORT_BYTES_MAX = 64 * 1024;

    private static final String TURN = LongBodies.class.getName();

    private final Set<Turn> waiting = new LinkedHashSet<>(); // guarded by this
    private int reading; // guarded by this

    private LongBodies(Handler handler) {
        super(handler);
    }

    static Handler fewAtATime(Handler handler) {
        return new LongBodies(handler);
    }

    /** Reports that this request's body has been read, so that the next body can be; the answer may take longer. */
    public static void haveRead(Request request) {
        if (request.getAttribute(TURN) instanceof Turn turn) {
            turn.end();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isLong(request)) {
            return super.handle(request, response, callback);
        }
        Turn turn = new Turn(request, response, callback);
        request.setAttribute(TURN, turn);
        switch (admit(turn)) {
            case NOW -> turn.begin();
            case NEVER -> turn.refuse();
            case LATER -> {}
        }
        return true;
    }

    /** Bodies whose declared length is over the bound are refused unread. */
    private static boolean isLong(Request request) {
        long length = request.getLength();
        boolean unknown = length < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        int longest = Takeover.endPoint(request).port().owner().bodyBytesMax();
        return unknown || (length > SHORT_BYTES_MAX && length <= longest);
    }

    private void read(Turn turn) throws Exception {
        if (!super.handle(turn.request, turn.response, turn)) {
            Response.writeError(turn.request, turn.response, turn, HttpStatus.NOT_FOUND_404);
        }
    }

    private synchronized Admission admit(Turn turn) {
        if (reading < AT_A_TIME) {
            reading++;
            return Admission.NOW;
        }
        if (waiting.size() >= WAITING_MAX) {
            return Admission.NEVER;
        }
        waiting.add(turn);
        turn.patience = turn.scheduler().schedule(turn::expire, PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Admission.LATER;
    }

    /** Takes a request off the queue. Returns false if it is no longer there. */
    private synchronized boolean gaveUp(Turn turn) {
        return waiting.remove(turn);
    }

    private synchronized @Nullable Turn next() {
        Iterator<Turn> first = waiting.iterator();
        if (!first.hasNext()) {
            reading--;
            return null;
        }
        Turn next = first.next();
        first.remove();
        if (next.patience != null) {
            next.patience.cancel();
        }
        return next;
    }

    private enum Admission {
        NOW,
        LATER,
        NEVER
    }

    /** One request with a long body. */
    private final class Turn extends Callback.Nested {
        private final Request request;
        private final Response response;
        private final AtomicBoolean over = new AtomicBoolean();
        private Scheduler.@Nullable Task patience; // guarded by LongBodies.this; set if it had to wait

        Turn(Request request, Response response, Callback callback) {
            super(callback);
            this.request = request;
            this.response = response;
        }

        Scheduler scheduler() {
            return request.getComponents().getScheduler();
        }

        private Executor executor() {
            return request.getComponents().getExecutor();
        }

        void begin() {
            try {
                read(this);
            } catch (Exception e) {
                Response.writeError(request, response, this, e);
            }
        }

        void expire() {
            if (gaveUp(this)) {
                executor().execute(this::refuse);
            }
        }

        /** A request that was never admitted holds no slot to pass on. */
        void refuse() {
            over.set(true);
            EarlyAnswers.send(request, response, this, Refusal.tooManyLongBodies(AT_A_TIME));
        }

        void end() {
            Turn next = over.compareAndSet(false, true) ? next() : null;
            if (next != null) {
                executor().execute(next::begin);
            }
        }

        @Override
        public void succeeded() {
            end();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            end();
            super.failed(failure);
        }
    }
}
