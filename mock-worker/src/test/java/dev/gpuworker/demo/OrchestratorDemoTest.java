package dev.gpuworker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.junit.StartStop;
import dev.gpuworker.mock.scenario.Scenarios;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrchestratorDemoTest {
    // README begin
    @StartStop
    private MockWorker worker;

    @Test
    void orchestratorReadsTheWholeHaiku() throws Exception {
        worker.enqueue(Scenarios.haiku());

        String haiku = new Orchestrator(worker.url()).ask("Write a haiku about GPUs");

        RecordedJob job = worker.takeJob(Duration.ofSeconds(5));
        assertThat(haiku).endsWith("the fans hum of spring 🌸");
        assertThat(job.outcome()).isEqualTo(JobOutcome.ENDED);
        assertThat(job.greatestLag()).isLessThan(Duration.ofSeconds(2)); // of the mock itself
    }
    // README end

    @Test
    void theReadmeShowsThisSnippet() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/gpuworker/demo/OrchestratorDemoTest.java"));
        String snippet = source.replaceFirst("(?s).*?// README begin\n", "")
                .replaceFirst("(?s)\n    // README end.*", "")
                .lines()
                .map(line -> line.replaceFirst("^ {4}", ""))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../README.md"))).contains(snippet);
    }

    /** Stands for a user's code: a minimal client. */
    private record Orchestrator(URI url) {
        String ask(String prompt) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/execute"))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"job_id\":\"job-1\",\"prompt\":\"" + prompt + "\"}"))
                    .build();
            String stream = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return stream.lines()
                    .filter(line -> line.startsWith("data: {\"t\":\""))
                    .map(line -> line.replaceFirst("data: \\{\"t\":\"", "").replaceFirst("\",\"i\":\\d+}", ""))
                    .collect(Collectors.joining())
                    .replace("\\n", "\n");
        }
    }
}
