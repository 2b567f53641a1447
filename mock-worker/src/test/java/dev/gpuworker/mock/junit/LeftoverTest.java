package dev.gpuworker.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // asynchronous requests stay open by design
class LeftoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Script HELD =
            Script.builder().started().token("x").hold("go").end().build();

    @Test
    void nothingIsForbiddenByDefault() {
        assertThat(SampleRun.of(TolerantSample.class)).isEqualTo(new SampleRun(1, List.of()));
    }

    @Test
    void aJobUnderWayAndItsGateFailTheTest() {
        SampleRun run = SampleRun.of(HeldSample.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failures()).containsExactly("""
                        the test left something behind in its worker:
                          HeldSample.worker: job "left" is RUNNING still, after 1 tokens
                          HeldSample.worker: gate "go" was not released""");
    }

    @Test
    void aRequestThatMatchedNoScenarioFailsTheTest() {
        SampleRun run = SampleRun.of(UnmatchedSample.class);

        assertThat(run.failures())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("UnmatchedSample.worker: job \"left\" matched no scenario: ", "only-this");
    }

    @Test
    void aRequestThatAStrictWorkerRefusedFailsTheTest() {
        SampleRun run = SampleRun.of(StrictSample.class);

        assertThat(run.failures())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("StrictSample.worker: job \"left\" matched no scenario: ", "only-this");
    }

    @Test
    void aTestThatLeavesNothingPasses() {
        assertThat(SampleRun.of(TidySample.class)).isEqualTo(new SampleRun(1, List.of()));
    }

    private static CompletableFuture<HttpResponse<String>> execute(MockWorker worker) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(worker.url() + "/execute"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"job_id\":\"left\",\"prompt\":\"p\",\"max_tokens\":2}"))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void hold(MockWorker worker) throws InterruptedException {
        worker.enqueue(HELD);
        CompletableFuture<HttpResponse<String>> answer = execute(worker);
        worker.gates().awaitHeld("go", PATIENCE);
        assertThat(answer).isNotDone();
    }

    static class TolerantSample {
        @StartStop
        private MockWorker worker;

        @Test
        void leavesAJob() throws InterruptedException {
            hold(worker);
        }
    }

    static class HeldSample {
        @StartStop(failOn = {Leftover.JOBS, Leftover.GATES})
        private MockWorker worker;

        @Test
        void leavesAJob() throws InterruptedException {
            hold(worker);
        }
    }

    static class UnmatchedSample {
        @StartStop(failOn = Leftover.UNMATCHED_REQUESTS)
        private MockWorker worker;

        @Test
        void asksForWhatIsNotThere() throws InterruptedException {
            worker.scenarios(ScenarioSet.of(Scenario.named("only-this").whenJobId("other").stream(HELD)));
            execute(worker);
            worker.takeJob(PATIENCE);
        }
    }

    static class StrictSample {
        @StartStop(failOn = Leftover.UNMATCHED_REQUESTS)
        private final MockWorker worker = MockWorker.builder()
                .strict(true)
                .scenarios(ScenarioSet.of(Scenario.named("only-this").whenJobId("other").stream(HELD)))
                .start();

        @Test
        void asksForWhatIsNotThere() throws Exception {
            assertThat(execute(worker).get().statusCode()).isEqualTo(500);
        }
    }

    static class TidySample {
        @StartStop(failOn = {Leftover.JOBS, Leftover.GATES, Leftover.UNMATCHED_REQUESTS})
        private MockWorker worker;

        @Test
        void leavesNothing() throws InterruptedException {
            hold(worker);
            worker.gates().release("go");
            worker.takeJob(PATIENCE);
        }
    }
}
