package dev.gpuworker.pact;

import com.sun.net.httpserver.HttpServer;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Connects a Pact tool of any language with a worker: serves the provider states at {@code POST /states} and the
 * digests of streams at {@code POST /messages}, as {@code docs/pact.md} describes them. On a mock it enters all states,
 * on another worker those that requests alone can reach; a state that cannot be entered is an HTTP error whose body
 * says why. Thread-safe; it does one thing at a time.
 *
 * <pre>{@code
 * try (PactBridge bridge = PactBridge.start(PactBridgeSettings.of(worker), System.out::println)) {
 *     run("node", "verify.js", worker.toString(), bridge.url().toString());
 * }
 * }</pre>
 */
public final class PactBridge implements AutoCloseable {
    /** A tool sends one request at a time; more threads only let a second tool be refused quickly. */
    private static final int THREADS = 8;

    private static final int BACKLOG = 50;
    /** Leaving a state takes at most a few seconds. */
    private static final Duration LEAVE = Duration.ofSeconds(10);

    static {
        // The JDK's server has no other way to set these. Without the first, each answer takes 40 ms longer. The others
        // keep an idle or slow client from holding a thread for ever; they are seconds.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
        setUnlessSet("sun.net.httpserver.maxRspTime", "60");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final BridgeStates states;
    private final ReentrantLock turn = new ReentrantLock(true);

    private PactBridge(HttpServer server, ExecutorService threads, BridgeStates states) {
        this.server = server;
        this.threads = threads;
        this.states = states;
    }

    /**
     * Starts a bridge; sends the worker nothing yet.
     *
     * @param listener is called with a line for each request that was answered, one at a time
     * @throws IOException if it cannot listen on the address
     */
    public static PactBridge start(PactBridgeSettings settings, Consumer<String> listener) throws IOException {
        HttpServer server = HttpServer.create(settings.address(), BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "pact-bridge");
            thread.setDaemon(true);
            return thread;
        });
        GoingOn goingOn = GoingOn.of(settings::worker, JobPrompts.STANDARD);
        BridgeStates states = new BridgeStates(handler(settings, goingOn));
        PactBridge bridge = new PactBridge(server, threads, states);
        BridgeMessages messages = new BridgeMessages(settings.worker(), goingOn, settings.timeout());
        server.createContext("/", new BridgeHandler(settings, states, messages, bridge.turn, listener));
        server.setExecutor(threads);
        server.start();
        return bridge;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Looks for the mock each time: the worker may start after the bridge, or be replaced. */
    private static ProviderStateHandler handler(PactBridgeSettings settings, GoingOn goingOn) {
        ControlPlaneStates mock =
                new ControlPlaneStates(settings.worker(), settings.controlOrWorker(), settings.controlToken());
        ApiStates requests = new ApiStates(settings.worker(), goingOn);
        return (state, parameters) -> {
            String problem = mock.problem();
            if (problem.isEmpty()) {
                return mock.enter(state, parameters);
            }
            if (settings.control() != null) {
                return StateSetup.failed("--control: " + problem);
            }
            StateSetup setup = requests.enter(state, parameters);
            return setup.isImpossible()
                    ? StateSetup.impossible(setup.reason() + "; a mock's control plane could, but " + problem)
                    : setup;
        };
    }

    /** Returns the base URL, with the port that was taken. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Stops listening, and leaves the states that were entered. Does nothing the second time. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (turn.tryLock(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    states.leaveAll();
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
