package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.pact.PactBridge;
import dev.gpuworker.pact.PactBridgeSettings;
import dev.gpuworker.wire.Origins;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the Pact tool of any language verify a worker. */
@Command(
        name = "pact-bridge",
        description = {
            "Serves what a Pact tool of any language needs to verify a worker: provider states at POST /states, and"
                    + " messages at POST /messages, answered with the digests of streams. Ends on Ctrl-C or SIGTERM,"
                    + " with exit code 0."
        },
        mixinStandardHelpOptions = true)
final class PactBridgeCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    private final PrintWriter out;
    private final PrintWriter err;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "<url>",
            description = "base URL of the worker, http://host:port; it may start later")
    private String url = "";

    @Option(
            names = "--control",
            paramLabel = "<url>",
            description = "base URL of a mock's control plane (default: the worker's own, if it has one)")
    private @Nullable String control;

    @Option(
            names = "--control-token",
            paramLabel = "<secret>",
            description = "token of the control plane; better set as MOCK_WORKER_CONTROL_TOKEN in the environment",
            defaultValue = "${env:MOCK_WORKER_CONTROL_TOKEN}")
    private @Nullable String controlToken;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--port",
            paramLabel = "<port>",
            description = "port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private int port;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--host",
            paramLabel = "<address>",
            description = "address to listen on (default: ${DEFAULT-VALUE})",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(names = "--port-file", paramLabel = "<file>", description = "file to write the port to, once it listens")
    private @Nullable Path portFile;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--allow-host",
            split = ",",
            paramLabel = "<names>",
            description =
                    "host names under which it is served (default: loopback names and IP addresses); separate several with commas")
    private List<String> allowHosts = List.of();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--allow-origin",
            split = ",",
            paramLabel = "<origins>",
            description =
                    "origins of web pages that may send requests (default: local ones); separate several with commas")
    private List<String> allowOrigins = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description = "how long one stream may take, 1ms to 1h (default: ${DEFAULT-VALUE})",
            defaultValue = "20s")
    private Duration timeout = Duration.ofSeconds(20);

    PactBridgeCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        PactBridgeSettings settings = settings();
        try (PactBridge bridge = start(settings)) {
            Thread end = new Thread(() -> end(bridge), "pact-bridge-end");
            Runtime.getRuntime().addShutdownHook(end);
            try {
                writePort(bridge.url());
                out.println("pact-bridge: " + bridge.url() + " for the worker " + settings.worker());
                out.flush();
                new CountDownLatch(1).await();
            } finally {
                forget(end);
            }
        }
        return ExitCode.GREEN;
    }

    /** Runs when a signal ends the JVM, which is the normal end. */
    private void end(PactBridge bridge) {
        bridge.close();
        out.flush();
        err.flush();
        Runtime.getRuntime().halt(ExitCode.GREEN);
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // the JVM ends already, and the thread runs
        }
    }

    private PactBridgeSettings settings() {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("--port must be from 0 to " + PORT_MAX + ", but was " + port);
        }
        VerifyOptions.timeout(timeout);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("--host " + PrintableText.quoted(host, 200) + " is unknown");
        }
        return new PactBridgeSettings(
                WorkerAddress.parse(url, false, Map.of()).url(),
                control == null
                        ? null
                        : WorkerAddress.parse(control, false, Map.of()).url(),
                controlToken,
                address,
                allowOrigins.stream()
                        .map(origin -> Origins.parse(origin)
                                .orElseThrow(() -> new IllegalArgumentException("--allow-origin "
                                        + PrintableText.quoted(origin, 200) + " is no origin like https://a.example")))
                        .collect(Collectors.toSet()),
                allowHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
                timeout);
    }

    private PactBridge start(PactBridgeSettings settings) {
        try {
            return PactBridge.start(settings, err::println);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage() + "; --port 0 takes a free port",
                    e);
        }
    }

    private void writePort(URI bridge) {
        if (portFile == null) {
            return;
        }
        try {
            WholeFile.write(portFile, bridge.getPort() + "\n");
        } catch (IOException e) {
            throw new IllegalArgumentException("--port-file " + PrintableText.line(String.valueOf(e.getMessage())), e);
        }
    }
}
