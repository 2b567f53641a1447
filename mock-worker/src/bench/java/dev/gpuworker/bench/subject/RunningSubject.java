package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A subject's process. */
public final class RunningSubject implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Subject subject;
    private final Process process;
    private final int port;
    private final Path folder;
    private final double readyMillis;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<Load, ExpectedBody> expected = new HashMap<>();

    private RunningSubject(Subject subject, Process process, int port, Path folder, double readyMillis) {
        this.subject = subject;
        this.process = process;
        this.port = port;
        this.folder = folder;
        this.readyMillis = readyMillis;
    }

    /** Starts it and returns once it answers. */
    public static RunningSubject start(Subject subject, List<Load> loads) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench-");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(subject.command(
                        port, folder, loads.stream().filter(subject::takes).toList()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            new ReadyPoll(port, subject.readyPath()).await(process, folder.resolve("output.log"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return new RunningSubject(subject, process, port, folder, (System.nanoTime() - begin) / 1e6);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns the subject. */
    public Subject subject() {
        return subject;
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the port on which it listens. */
    public int port() {
        return port;
    }

    /** Returns the milliseconds from the start of the process to its first answer. */
    public double readyMillis() {
        return readyMillis;
    }

    /** Returns the body that every stream of this load must have, as learned from one sample stream. */
    public ExpectedBody expected(Load load) throws IOException, InterruptedException {
        ExpectedBody known = expected.get(load);
        if (known == null) {
            known = ExpectedBody.learn(
                    post(subject.request(load), load.patience()),
                    load.tokens(),
                    subject.frameEnd(),
                    subject.tokenFrame(),
                    subject.variable());
            expected.put(load, known);
        }
        return known;
    }

    private String post(RequestTemplate template, Duration patience) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + template.path()))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(template.body(0)));
        template.headers().forEach(request::header);
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new IOException(
                    subject.label() + " answered " + response.statusCode() + " to POST " + template.path());
        }
        return response.body();
    }

    /** Clears a mock's journal. */
    public void forgetJournal() throws IOException, InterruptedException {
        journal("DELETE", 204);
    }

    /** Returns a mock's journal as JSON. */
    public String journal() throws IOException, InterruptedException {
        return journal("GET", 200);
    }

    private String journal(String method, int expected) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mock/journal"))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != expected) {
            throw new IOException(subject.label() + " answered " + response.statusCode() + " for its journal");
        }
        return response.body();
    }

    /** Ends the process. Idempotent. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
