package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The worker as its own process, from the classes under test; killed on close if it is still alive. */
final class WorkerRun implements AutoCloseable {
    /** The limit for things that must happen, on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final Path portFile;
    private final HttpClient client = HttpClient.newHttpClient();

    private WorkerRun(Process process, Path log, Path portFile) {
        this.process = process;
        this.log = log;
        this.portFile = portFile;
    }

    /** Starts a worker on a free port; flags given here come later and add to that. */
    static WorkerRun start(Path folder, String... flags) throws IOException {
        return start(folder, Map.of("MOCK_WORKER_PORT", "0"), flags);
    }

    /** Starts a worker that may have this many files and connections open. */
    static WorkerRun startWithDescriptors(Path folder, int descriptors) throws IOException {
        return start(
                folder,
                Map.of("MOCK_WORKER_PORT", "0"),
                List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh"));
    }

    static WorkerRun start(Path folder, Map<String, String> environment, String... flags) throws IOException {
        return start(folder, environment, List.of(), flags);
    }

    private static WorkerRun start(Path folder, Map<String, String> environment, List<String> prefix, String... flags)
            throws IOException {
        Path log = Files.createTempFile(folder, "worker", ".log");
        Path portFile = folder.resolve(log.getFileName() + ".port");
        // A parent that ignores SIGINT, such as a script's background job, would make the child ignore it too.
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--port-file",
                portFile.toString()));
        command.addAll(List.of(flags));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(Flag::looksLikeEnvironmentVariable);
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(log.toFile())
                .redirectError(folder.resolve(log.getFileName() + ".err").toFile())
                .start();
        return new WorkerRun(process, log, portFile);
    }

    /** Waits until the port file is there and returns the ports. */
    List<Integer> awaitPorts() {
        Awaitility.await("the port file of " + this)
                .atMost(PATIENCE)
                .failFast("the process has ended", () -> !process.isAlive())
                .until(() -> Files.exists(portFile));
        return lines(portFile).stream().map(Integer::valueOf).toList();
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(request(port, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(int port, String path, String body) throws IOException, InterruptedException {
        return client.send(posting(port, path, body), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postLater(int port, String path, String body) {
        return client.sendAsync(posting(port, path, body), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a signal by name, without SIG. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(code).as("kill -%s", name).isZero();
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the process ends: %s", this)
                .isTrue();
        return process.exitValue();
    }

    /** Returns whether the process has a handler of its own for the signal of this number (Linux). */
    boolean catches(int number) throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .findFirst()
                .orElseThrow()
                .substring("SigCgt:".length())
                .strip();
        return (Long.parseUnsignedLong(mask, 16) >>> (number - 1) & 1) == 1;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path portFile() {
        return portFile;
    }

    /** Returns the bytes of the log so far. */
    long logBytes() throws IOException {
        return Files.size(log);
    }

    /** Returns the log lines of this event so far. */
    List<JsonNode> logged(String event) {
        return lines(log).stream()
                .map(WorkerRun::json)
                .filter(line -> line.path("event").asText().equals(event))
                .toList();
    }

    JsonNode awaitLogged(String event) {
        Awaitility.await(event + " in the log of " + this)
                .atMost(PATIENCE)
                .failFast(
                        "the process has ended",
                        () -> !process.isAlive() && logged(event).isEmpty())
                .until(() -> !logged(event).isEmpty());
        return logged(event).get(0);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Returns all output of the process, for failure messages. */
    @Override
    public String toString() {
        return String.join("\n", lines(log)) + String.join("\n", lines(log.resolveSibling(log.getFileName() + ".err")));
    }

    private static HttpRequest posting(int port, String path, String body) {
        return request(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return WireJson.tree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not a JSON line: " + line, e);
        }
    }
}
