package dev.gpuworker.mock.internal.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection over from HTTP as soon as the handler has returned, with the mechanism that WebSocket uses: the
 * request completes without a response, and Jetty hands the connection on.
 */
public final class Takeover {
    private Takeover() {}

    /** Returns the connection's end. */
    public static WorkerEndPoint endPoint(Context context) {
        return endPoint(core(context));
    }

    /** Returns the connection's end. */
    public static WorkerEndPoint endPoint(Request request) {
        return (WorkerEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    }

    /** Hands the connection to the owner once the handler returns; the request's body must have been read. */
    public static void of(Context context, StreamConnection.Owner owner) {
        Request request = core(context);
        hand(
                request,
                owner,
                new JettyStreamConnection(
                        endPoint(context), request.getComponents().getExecutor(), owner));
    }

    /**
     * Hands the connection to the owner once the handler returns.
     *
     * @param reused whether it goes back to HTTP once the response is complete; otherwise it is closed then
     * @param watched whether it is noticed that the client goes away
     */
    public static void of(Context context, StreamConnection.Owner owner, boolean reused, boolean watched) {
        Request request = core(context);
        hand(
                request,
                owner,
                new ReusedStreamConnection(
                        endPoint(context),
                        request.getComponents().getExecutor(),
                        owner,
                        request.getConnectionMetaData().getConnector(),
                        reused,
                        watched));
    }

    private static void hand(Request request, StreamConnection.Owner owner, JettyStreamConnection connection) {
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
        request.addHttpStreamWrapper(stream -> new Silent(stream, owner));
    }

    public static Request core(Context context) {
        return Request.unWrap(ServletContextRequest.getServletContextRequest(context.req()));
    }

    /** Sends no HTTP response. */
    private static final class Silent extends HttpStream.Wrapper {
        private final StreamConnection.Owner owner;

        Silent(HttpStream stream, StreamConnection.Owner owner) {
            super(stream);
            this.owner = owner;
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            callback.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            owner.gone();
            super.failed(cause);
        }
    }
}
