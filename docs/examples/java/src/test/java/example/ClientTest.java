package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.junit.StartStop;
import dev.gpuworker.mock.scenario.Scenarios;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientTest {
    @StartStop
    private MockWorker worker;

    @Test
    void readsTheWholeHaiku() throws Exception {
        worker.enqueue(Scenarios.haiku());
        HttpRequest request = HttpRequest.newBuilder(URI.create(worker.url() + "/execute"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"job_id\":\"j-1\",\"prompt\":\"a haiku\"}"))
                .build();

        String stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();

        assertTrue(stream.contains("event: end"));
        RecordedJob job = worker.takeJob(Duration.ofSeconds(5));
        assertEquals(JobOutcome.ENDED, job.outcome());
    }
}
