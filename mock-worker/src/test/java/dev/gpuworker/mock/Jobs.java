package dev.gpuworker.mock;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests that tests send. */
final class Jobs {
    /** Generous: it only has to distinguish a hang from a slow machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Jobs() {}

    static String job(String id) {
        return "{\"job_id\":\"" + id + "\",\"prompt\":\"p\",\"max_tokens\":50,\"seed\":1}";
    }

    /** Returns a scenario with this script, which breaks these requirements on purpose. */
    static Scenario breaking(Script script, String... requirements) {
        return Scenario.named("breaking").violates(requirements).stream(script);
    }

    static HttpResponse<String> get(MockWorker worker, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(worker.url() + path)).GET());
    }

    static HttpResponse<String> post(MockWorker worker, String path, String json)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(worker.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> cancel(MockWorker worker, String id) throws IOException, InterruptedException {
        return post(worker, "/cancel", "{\"job_id\":\"" + id + "\"}");
    }

    static MockWorker worker(MockWorkerBuilder settings) {
        return settings.start();
    }
}
