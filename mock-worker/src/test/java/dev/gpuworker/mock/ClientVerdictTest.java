package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.ClientFinding.Kind;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each finding appears for a client that deserves it, and not for one that nearly does. */
class ClientVerdictTest {
    private static final Scenario BUSY = Scenario.named("busy").reply(Reply.status(503));
    private static final Scenario BUSY_FOR_TWO_SECONDS =
            Scenario.named("busy-for-two-seconds").reply(Reply.status(503).header("Retry-After", "2"));

    private final ManualClock clock = ManualClock.standing();
    private final MockWorker worker = MockWorker.builder().clock(clock).start();

    @AfterEach
    void close() {
        worker.close();
    }

    private void execute(Scenario scenario, String jobId) throws Exception {
        worker.enqueue(scenario);
        Jobs.post(worker, "/execute", Jobs.job(jobId));
        worker.journal().awaitEnded(jobId, Jobs.PATIENCE);
    }

    private void leave(String jobId) throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        try (RawClient client = RawClient.execute(worker, Jobs.job(jobId))) {
            client.readUntil("event: started");
        }
        worker.journal().awaitEnded(jobId, Jobs.PATIENCE);
    }

    private RawClient stayIn(Script script) throws Exception {
        worker.enqueue(Jobs.breaking(script, "M0-W-1311"));
        RawClient client = RawClient.execute(worker, Jobs.job("a"));
        client.readUntil("event: started");
        awaitJournalled("started");
        return client;
    }

    /** A client may read an event before the worker has recorded its time; this waits until it has. */
    private void awaitJournalled(String type) {
        await().atMost(Jobs.PATIENCE)
                .until(() -> worker.journal().job("a").orElseThrow().events().stream()
                        .anyMatch(event -> event.type().equals(type)));
    }

    private static Scenario ending(Script script) {
        return Scenario.named("ending").stream(script);
    }

    private void assertFound(Kind kind, String message) {
        assertThat(worker.verdict().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.jobIds()).isNotEmpty();
        });
    }

    private void assertSilent() {
        assertThat(worker.verdict()).isEqualTo(new ClientVerdict(List.of(), true));
    }

    @Test
    void aGoodClientIsNotBlamed() throws Exception {
        Scenario failing =
                ending(Script.builder().started().error(ErrorCode.CUDA_ERROR).build());
        execute(BUSY_FOR_TWO_SECONDS, "a");
        clock.advance(Duration.ofSeconds(2));
        execute(failing, "a");
        execute(ending(Script.builder().started().token("x").end().build()), "a");
        leave("b");
        Jobs.cancel(worker, "b");
        execute(ending(Script.builder().started().token("x").end().build()), "b");

        assertThatCode(() -> worker.verdict().assertClean()).doesNotThrowAnyException();
    }

    @Test
    void aRetrySoonerThanRetryAfterIsFound() throws Exception {
        execute(BUSY_FOR_TWO_SECONDS, "a");
        clock.advance(Duration.ofMillis(1_999));
        assertSilent();

        execute(ending(Script.builder().started().end().build()), "a");

        assertFound(Kind.RETRY_AFTER_IGNORED, "it was sent again 1999 ms later, but Retry-After was 2 s");
    }

    @Test
    void anotherJobWithTheSamePromptIsNoRetry() throws Exception {
        execute(BUSY_FOR_TWO_SECONDS, "a");
        execute(ending(Script.builder().started().end().build()), "b");

        assertSilent();
    }

    @Test
    void anInvalidRequestThatIsSentAgainIsFound() throws Exception {
        Jobs.post(worker, "/execute", "{\"job_id\":\"a\"}");
        Jobs.post(worker, "/execute", "{\"job_id\":\"a\",\"prompt\":\"\"}");
        assertSilent();

        Jobs.post(worker, "/execute", "{\"job_id\":\"a\"}");

        assertFound(Kind.RETRIED_NON_RETRIABLE, "it was sent again after an error that is not retriable");
    }

    @Test
    void aFailureThatIsNotRetriableAndIsTriedAgainIsFound() throws Exception {
        execute(ending(Script.builder().started().error(ErrorCode.VRAM_OOM).build()), "a");
        assertSilent();

        execute(ending(Script.builder().started().end().build()), "a");

        assertFound(Kind.RETRIED_NON_RETRIABLE, "it was sent again after an error that is not retriable");
    }

    @Test
    void anIdThatIsInUseMayBeSentAgain() throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("event: started");
            assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).statusCode())
                    .isEqualTo(409);
            worker.gates().release("gate");
            client.drain();
        }
        execute(ending(Script.builder().started().end().build()), "a");

        assertSilent();
    }

    @Test
    void aRetryAfterDeliveredTokensIsFound() throws Exception {
        execute(
                ending(Script.builder()
                        .started()
                        .tokens(3, Duration.ZERO)
                        .error(ErrorCode.CUDA_ERROR)
                        .build()),
                "a");
        assertSilent();

        execute(ending(Script.builder().started().end().build()), "a");

        assertFound(Kind.RETRIED_AFTER_TOKENS, "it was sent again after 3 delivered tokens");
    }

    @Test
    void manyTriesInOneSecondAreAStorm() throws Exception {
        for (int k = 0; k < 5; k++) {
            execute(BUSY, "a");
        }
        assertSilent();

        execute(BUSY, "a");

        assertFound(Kind.RETRY_STORM, "6 tries within 1000 ms");
    }

    @Test
    void manyTriesWithPausesAreNone() throws Exception {
        for (int k = 0; k < 10; k++) {
            execute(BUSY, "a");
            clock.advance(Duration.ofMillis(300));
        }

        assertSilent();
    }

    @Test
    void leavingWithoutACancelIsFoundUntilTheCancelComes() throws Exception {
        leave("a");
        assertFound(Kind.LEFT_WITHOUT_CANCEL, "the client went away after 0 tokens, and no cancel of the job came");

        Jobs.cancel(worker, "a");

        assertSilent();
    }

    @Test
    void whereThereIsNoCancelNoneIsMissed() throws Exception {
        try (MockWorker asBuilt = Jobs.worker(MockWorker.builder().dialect(Dialect.AS_BUILT))) {
            asBuilt.enqueue(Script.builder().started().hold("gate").end().build());
            try (RawClient client = RawClient.execute(asBuilt, Jobs.job("a"))) {
                asBuilt.gates().awaitHeld("gate", Jobs.PATIENCE);
                client.socket().setSoLinger(true, 0);
            }
            asBuilt.gates().release("gate");
            asBuilt.journal().awaitEnded("a", Jobs.PATIENCE);

            assertThat(asBuilt.verdict().findings()).isEmpty();
        }
    }

    @Test
    void aCancelOfTheWrongIdIsFound() throws Exception {
        execute(ending(Script.builder().started().end().build()), "ended");
        Jobs.cancel(worker, "ended");
        assertSilent();

        Jobs.cancel(worker, "edned");

        assertFound(Kind.CANCELLED_UNKNOWN_JOB, "no job had this id when it was cancelled; 0 others were under way");
    }

    @Test
    void aCancelThatOvertakesItsJobOrMeetsARefusedOneIsNotWrong() throws Exception {
        Jobs.cancel(worker, "early");
        leave("early");
        execute(BUSY, "refused");
        Jobs.cancel(worker, "refused");

        assertSilent();
    }

    @Test
    void stayingAfterTheTerminalEventIsFound() throws Exception {
        try (RawClient client = stayIn(Script.builder().started().end().stall().build())) {
            client.readUntil("event: end");
            awaitJournalled("end");
            clock.advance(Duration.ofSeconds(1));
            assertSilent();

            clock.advance(Duration.ofMillis(500));

            assertFound(
                    Kind.LINGERED_AFTER_TERMINAL, "the connection stayed open for 1500 ms after the terminal event");
        }
    }

    @Test
    void waitingForAHungWorkerIsFound() throws Exception {
        try (RawClient client = stayIn(Script.builder().started().stall().build())) {
            clock.advance(Duration.ofSeconds(10));
            assertSilent();

            clock.advance(Duration.ofSeconds(20));

            assertFound(Kind.SAT_THROUGH_SILENCE, "the client waited for 30000 ms without a byte");
            assertThat(client.socket().isClosed()).isFalse();
        }
    }

    @Test
    void commentsBreakTheSilence() throws Exception {
        worker.enqueue(Script.builder()
                .started()
                .waitFor(Duration.ofSeconds(9))
                .comment("keep-alive")
                .waitFor(Duration.ofSeconds(9))
                .end()
                .build());
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("event: started");
            awaitJournalled("started");
            clock.advance(Duration.ofSeconds(9));
            client.readUntil("keep-alive");
            awaitJournalled("comment");
            clock.advance(Duration.ofSeconds(9));
            client.drain();
        }
        worker.journal().awaitEnded("a", Jobs.PATIENCE);

        assertSilent();
    }

    @Test
    void theControlPlaneTellsTheSameAndATestCanFailByIt() throws Exception {
        Jobs.cancel(worker, "nobody");

        assertThat(Jobs.get(worker, "/mock/verdict").body())
                .startsWith(
                        "{\"findings\":[{\"kind\":\"CANCELLED_UNKNOWN_JOB\",\"severity\":\"ERROR\",\"message\":\"no job")
                .endsWith("\"job_ids\":[\"nobody\"]}],\"complete\":true}");
        assertThatThrownBy(() -> worker.verdict().assertClean())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "the journal shows 1 mistake of the client:\nERROR CANCELLED_UNKNOWN_JOB of nobody: ")
                .hasMessageContaining("\n  cancel with the job_id that was sent to this worker's /execute");
    }

    @Test
    void aJournalThatDroppedJobsSaysSoAndBlamesNoCancel() throws Exception {
        try (MockWorker forgetful = MockWorker.builder()
                .journalBytesMax(1)
                .generation(GenerationPacing.NONE)
                .start()) {
            for (String id : new String[] {"a", "b"}) {
                Jobs.post(forgetful, "/execute", Jobs.job(id));
                forgetful.journal().awaitEnded(id, Jobs.PATIENCE);
            }
            Jobs.cancel(forgetful, "a");

            // The journal drops a job once the next job's last entry is recorded, which may be after that job's end.
            await().atMost(Jobs.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(forgetful.verdict()).isEqualTo(new ClientVerdict(List.of(), false)));
        }
    }
}
