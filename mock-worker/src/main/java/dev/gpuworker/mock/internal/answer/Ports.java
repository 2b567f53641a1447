package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.internal.http.Port;
import dev.gpuworker.mock.internal.http.SharedServer;
import dev.gpuworker.wire.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one or two ports of a worker. Unless the settings give the control plane an address, it is served on loopback
 * only: on the worker's port if that is on loopback, otherwise on a port of its own, or not at all.
 */
final class Ports {
    private final String host;
    private final Port worker;
    private final @Nullable Port control;
    private final String controlHost;

    /** The one HTTP server of the JVM; starts with the first worker. */
    private static final class Shared {
        static final SharedServer SERVER = SharedServer.started(Routes::configure);
    }

    private Ports(String host, Port worker, @Nullable Port control, String controlHost) {
        this.host = host;
        this.controlHost = controlHost;
        this.worker = worker;
        this.control = control;
    }

    static Ports open(WorkerServer server, MockWorkerConfig config) {
        Integer controlPort = config.controlPort();
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        boolean loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        String controlHost = config.controlHost();
        boolean controlled = controlPort == null && (loopback || controlHost != null);
        Port.Serves serves = controlled ? Port.Serves.BOTH : Port.Serves.WORKER;
        Port worker = open(server, serves, address);
        if (controlPort == null) {
            return new Ports(config.host(), worker, serves == Port.Serves.BOTH ? worker : null, config.host());
        }
        try {
            InetSocketAddress control = controlHost == null
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), controlPort)
                    : new InetSocketAddress(controlHost, controlPort);
            Port opened = open(server, Port.Serves.CONTROL, control);
            return new Ports(config.host(), worker, opened, controlHost == null ? "127.0.0.1" : controlHost);
        } catch (WorkerStartException e) {
            closeQuietly(worker, e);
            throw e;
        }
    }

    private static Port open(WorkerServer server, Port.Serves serves, InetSocketAddress address) {
        try {
            if (address.isUnresolved()) {
                throw new IOException("the host name is not known");
            }
            return Shared.SERVER.open(server, serves, address);
        } catch (IOException e) {
            throw new WorkerStartException(
                    ErrorCode.INTERNAL,
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(),
                    e);
        }
    }

    private static void closeQuietly(Port port, WorkerStartException cause) {
        try {
            Shared.SERVER.close(port);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Returns the HTTP server's executor, for work that may block. */
    static Executor executor() {
        return Shared.SERVER.executor();
    }

    URI url() {
        return url(host, worker);
    }

    Optional<URI> controlUrl() {
        return control == null ? Optional.empty() : Optional.of(url(controlHost, control));
    }

    private static URI url(String host, Port port) {
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port.number());
    }

    MockWorkerConfig taken(MockWorkerConfig config) {
        return config.toBuilder()
                .port(worker.number())
                .controlPort(control == null || control == worker ? null : Integer.valueOf(control.number()))
                .config();
    }

    void close() throws IOException {
        Shared.SERVER.close(worker);
        if (control != null && control != worker) {
            Shared.SERVER.close(control);
        }
    }
}
