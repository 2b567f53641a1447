package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code warm-up}: serves one job to itself and stops, so that the JVM can record the classes that a start needs. */
final class WarmUpCommand {
    /** Far more than a start takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final PrintStream out;
    private final PrintStream err;
    private final StopRequest stop;

    WarmUpCommand(PrintStream out, PrintStream err, StopRequest stop) {
        this.out = out;
        this.err = err;
        this.stop = stop;
    }

    int run() throws UsageException {
        try {
            Path folder = Files.createTempDirectory("mock-worker-warm-up");
            Path portFile = folder.resolve("port");
            try {
                Map<Flag, String> flags = Map.of(
                        Flag.PORT,
                        "0",
                        Flag.PORT_FILE,
                        portFile.toString(),
                        Flag.SCENARIO,
                        "haiku",
                        Flag.SPEED,
                        "100x");
                var client = new Thread(() -> askWhenReady(portFile), "mock-worker-warm-up");
                client.start();
                return new ServeCommand(out, err, stop, new SimulatedDevices()).run(GivenValues.of(flags, Map.of()));
            } finally {
                Files.deleteIfExists(portFile);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            err.println(CommandLines.PROGRAM + ": the warm-up needs a temporary folder: " + e);
            return MockProgram.NOT_STARTED;
        }
    }

    private void askWhenReady(Path portFile) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.exists(portFile) && System.nanoTime() < deadline && !stop.await(INTERVAL)) {
                Thread.onSpinWait();
            }
            String port = Files.readString(portFile).strip();
            ask(port, "/health", "");
            ask(port, "/execute", "{\"job_id\":\"warm-up\",\"prompt\":\"a haiku\",\"max_tokens\":8}");
            ask(port, "/execute", "{}");
        } catch (IOException | URISyntaxException e) {
            err.println(CommandLines.PROGRAM + ": the warm-up went wrong: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop.request(StopRequest.Reason.SHUTDOWN);
        }
    }

    private static void ask(String port, String path, String body) throws IOException, URISyntaxException {
        var connection = (HttpURLConnection)
                new URI("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        try (var answer =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            answer.readAllBytes();
        }
    }
}
