package dev.gpuworker.mock.internal.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.JavalinServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The one HTTP server of the JVM: threads, selectors, buffers and routes, shared by all workers. It starts with the
 * first worker and lives as long as the JVM; its threads are daemons and idle while nothing happens.
 */
public final class SharedServer {
    private static final int THREADS_MAX = 200;
    private static final int THREADS_MIN = 2;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    private static final int CONNECTION_IDLE_MILLIS = 60_000;

    /**
     * Most requests fit. Each connection has its own buffer, and the garbage collector copies each buffer at least
     * once.
     */
    static final int INPUT_BUFFER_BYTES = 2048;

    /** A little less than hyper reads. */
    private static final int LENIENT_HEADER_BYTES_MAX = 400_000;

    private final Server server;
    private final PortConnector connector;

    private SharedServer(Consumer<JavalinConfig> routes) {
        // Jetty's own queue loads the JVM's management beans first, which takes a sixth of a cold start.
        QueuedThreadPool threads =
                new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_IDLE_MILLIS, new LinkedBlockingQueue<>());
        threads.setName("mock-worker-http");
        threads.setDaemon(true);
        // Jetty's own scheduler thread is not a daemon and would keep an embedder's JVM alive.
        server = new Server(threads, new ScheduledExecutorScheduler("mock-worker-scheduler", true), null);
        server.setErrorHandler(new MalformedHttpHandler());
        connector = new PortConnector(server, http(httpConfiguration()), http(leniently()));
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new JavalinServlet(Javalin.create(routes).unsafe)), "/*");
        server.setDynamic(false);
        Handler bodies = new ShortExecutes(context, LongBodies.fewAtATime(WholeBodyFirst.before(context)));
        server.setHandler(new TransferCodings(new ExpectedBodies(context, bodies)));
    }

    /** Starts the server. */
    public static SharedServer started(Consumer<JavalinConfig> routes) {
        SharedServer shared = new SharedServer(routes);
        try {
            shared.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
        return shared;
    }

    public Port open(PortOwner owner, Port.Serves serves, InetSocketAddress address) throws IOException {
        return connector.open(owner, serves, address);
    }

    public void close(Port port) throws IOException {
        connector.close(port);
    }

    /** Returns the executor for work that may block. */
    public Executor executor() {
        return server.getThreadPool();
    }

    private static HttpConnectionFactory http(HttpConfiguration configuration) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        http.setInputBufferSize(INPUT_BUFFER_BYTES);
        return http;
    }

    /** What hyper accepts, and Jetty can be made to accept: not a missing Host, which its parser always refuses. */
    private static HttpConfiguration leniently() {
        HttpConfiguration http = httpConfiguration();
        http.setHttpCompliance(HttpCompliance.RFC9110.with(
                "lenient",
                Violation.DUPLICATE_HOST_HEADERS,
                Violation.UNSAFE_HOST_HEADER,
                Violation.MISMATCHED_AUTHORITY,
                Violation.MULTIPLE_CONTENT_LENGTHS,
                Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH));
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(LENIENT_HEADER_BYTES_MAX);
        return http;
    }

    private static HttpConfiguration httpConfiguration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.LEGACY);
        http.setUseInputDirectByteBuffers(false); // never pooled, see FreshInputBuffers
        return http;
    }
}
