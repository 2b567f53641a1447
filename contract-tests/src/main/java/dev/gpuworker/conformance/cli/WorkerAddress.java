package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.WorkerUnderTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Turns the typed URL into a worker that accepts connections, or says why there is none. */
final class WorkerAddress {
    /**
     * On a loopback or in a data centre, connecting takes milliseconds; a firewall that drops packets never answers.
     */
    private static final Duration CONNECT_PATIENCE_MAX = Duration.ofSeconds(5);

    private WorkerAddress() {}

    static WorkerUnderTest parse(String url, boolean mayShutDown, Map<String, String> provocations) {
        URI parsed;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "not a URL: \"" + url + "\" (" + e.getReason() + "); write http://host:port", e);
        }
        WorkerUnderTest worker = WorkerUnderTest.at(parsed);
        Map<Capability, String> prompts = new EnumMap<>(Capability.class);
        provocations.forEach((code, prompt) -> prompts.put(provoked(code), prompt));
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(prompts.keySet());
        if (mayShutDown) {
            capabilities.add(Capability.SHUTDOWN);
        }
        return new Known(worker.url(), capabilities, prompts);
    }

    private static Capability provoked(String code) {
        return switch (code) {
            case "VRAM_OOM" -> Capability.PROVOKED_VRAM_OOM;
            case "INFERENCE_TIMEOUT" -> Capability.PROVOKED_INFERENCE_TIMEOUT;
            default ->
                throw new IllegalArgumentException(
                        "--provoke knows VRAM_OOM and INFERENCE_TIMEOUT, not \"" + code + "\"");
        };
    }

    static void requireReachable(WorkerUnderTest worker, Duration patience) {
        InetSocketAddress address = worker.address();
        if (address.isUnresolved()) {
            throw new NoVerdictException(
                    "host " + address.getHostString() + " is unknown; nothing was verified",
                    new UnknownHostException(address.getHostString()));
        }
        Duration limit = patience.compareTo(CONNECT_PATIENCE_MAX) < 0 ? patience : CONNECT_PATIENCE_MAX;
        try (Socket socket = new Socket()) {
            socket.connect(address, Math.toIntExact(limit.toMillis()));
        } catch (SocketTimeoutException e) {
            throw new NoVerdictException(
                    worker.url() + " did not accept a connection within " + limit.toMillis()
                            + " ms; nothing was verified",
                    e);
        } catch (ConnectException e) {
            throw new NoVerdictException(
                    worker.url() + " refused the connection (" + e.getMessage()
                            + "); is the worker running? Nothing was verified",
                    e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Connection reset")) {
                // It accepted and reset at once: it is reachable, and the rules judge what it does.
                return;
            }
            throw new NoVerdictException(
                    worker.url() + " can't be reached (" + e.getMessage() + "); nothing was verified", e);
        }
    }

    /** A worker whose capabilities and prompts the command line gave. */
    private record Known(URI url, Set<Capability> capabilities, Map<Capability, String> provocations)
            implements WorkerUnderTest {}
}
