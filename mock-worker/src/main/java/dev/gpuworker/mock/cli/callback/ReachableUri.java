package dev.gpuworker.mock.cli.callback;

import dev.gpuworker.io.HttpAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The URL under which an orchestrator reaches a worker that listens on every address of its machine. */
public final class ReachableUri {
    /** Nothing is sent to it: connecting a datagram socket only asks the kernel for the route. */
    private static final int ANY_PORT = 9;

    private ReachableUri() {}

    /** Returns the worker's URL; 0.0.0.0 or [::] is replaced by the address on the route to the orchestrator. */
    public static URI from(URI worker, HttpAddress orchestrator) {
        return isWildcard(worker.getHost()) ? at(localAddress(orchestrator), worker.getPort()) : worker;
    }

    private static boolean isWildcard(String host) {
        try {
            return host != null && InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress localAddress(HttpAddress orchestrator) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(orchestrator.host()), ANY_PORT));
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : local;
        } catch (IOException | RuntimeException e) {
            // The call itself will report what is wrong with the name or the route.
            return InetAddress.getLoopbackAddress();
        }
    }

    private static URI at(InetAddress address, int port) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return URI.create("http://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + port);
    }
}
