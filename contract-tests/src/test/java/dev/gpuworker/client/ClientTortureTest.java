package dev.gpuworker.client;

import static dev.gpuworker.assertions.WorkerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gpuworker.client.transcript.EventFault;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.demand.Demand;
import dev.gpuworker.mock.scenario.demand.Demands;
import dev.gpuworker.mock.scenario.demand.FailureKind;
import dev.gpuworker.torture.ClientRun;
import dev.gpuworker.torture.Delivered;
import dev.gpuworker.torture.DemandJudge;
import dev.gpuworker.torture.Judgement;
import dev.gpuworker.torture.Outcome;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client does all that the torture set demands, and reports more than it has to. */
@Timeout(60)
class ClientTortureTest {
    /** Would end this JVM, in which the mock is embedded. */
    private static final Set<String> NOT_EMBEDDED = Set.of("exit-mid-stream");

    private static MockWorker mock;

    @BeforeAll
    static void start() {
        mock = MockWorker.builder().speed(10).start();
        mock.scenarios(Scenarios.torture());
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    static Stream<String> names() {
        return Demands.torture().scenarios().stream().map(Demand::name).filter(name -> !NOT_EMBEDDED.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void doesWhatIsDemanded(String name) {
        Demand demand = Demands.torture().of(name).orElseThrow();

        try (Run run = new Run(name)) {
            assertThat(DemandJudge.judge(demand, run.judged(), name))
                    .as(run.judged().toString())
                    .isEqualTo(new Judgement(Judgement.Verdict.RIGHT, "", ""));
        }
    }

    /** Here a client is free to report a failure, and ours does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid-utf-8",
                "token-before-started",
                "no-started",
                "two-started",
                "token-after-end",
                "two-ends",
                "end-then-error",
                "events-after-the-end-at-once",
                "unknown-event",
                "no-event-line",
                "types-disagree",
                "broken-json",
                "error-before-started",
                "error-then-end"
            })
    void reportsWhatIsOutOfOrder(String name) {
        try (Run run = new Run(name)) {
            assertThat(run.failure).isInstanceOf(MalformedEventException.class);
            assertThat(((WorkerClientException) run.failure).received()).isEqualTo(run.stream.received());
        }
    }

    /** What is wrong here is not the client's to report: a rule or an assertion finds it. */
    @ParameterizedTest
    @ValueSource(strings = {"duplicate-token", "reordered-tokens", "missing-token", "wrong-token-count"})
    void readsWhatAnAssertionHasToFind(String name) {
        try (Run run = new Run(name)) {
            assertThat(run.failure).isNull();
            assertThat(EventFault.firstOf(run.stream.collect().events())).isPresent();
        }
    }

    @Test
    void anAssertionFindsTheReplacementCharacter() {
        try (Run run = new Run("replacement-character")) {
            StreamRecord stream = run.stream.collect();

            assertThat(stream).isInOrder();
            assertThat(catchThrowable(() -> assertThat(stream).hasWholeCharacters()))
                    .hasMessageContaining("U+FFFD");
        }
    }

    /** One job, read to its end. */
    private static final class Run implements AutoCloseable {
        private final WorkerClient client;
        private final EventStream stream;
        private final Throwable failure;

        Run(String name) {
            boolean stalls = name.startsWith("stall-");
            Duration patience = stalls ? Duration.ofMillis(300) : Duration.ofSeconds(20);
            WorkerClientConfig config = WorkerClientConfig.defaults()
                    .withFirstEvent(patience)
                    .withIdle(patience)
                    .withTotal(name.equals("never-ends") ? Duration.ofMillis(500) : Duration.ofSeconds(40));
            client = new WorkerClient(mock.url(), config).withHeader("x-scenario", name);
            stream = client.execute(ExecuteRequest.builder(name, "Write a haiku")
                    .maxTokens(2048)
                    .seed(42)
                    .build());
            failure = catchThrowable(stream::collect);
        }

        /** Returns the run as the judge sees it: with the texts of the events as they came. */
        ClientRun judged() {
            Map<Long, SseFrame> frames = TranscriptFrames.of(stream.awaitTranscript()).frames().stream()
                    .collect(Collectors.toMap(ReceivedFrame::fromByte, ReceivedFrame::frame));
            List<Delivered> events = stream.received().stream()
                    .map(event -> delivered(event, frames))
                    .toList();
            return new ClientRun(events, outcome(), 1, Optional.empty());
        }

        private static Delivered delivered(ReceivedEvent received, Map<Long, SseFrame> frames) {
            SseFrame frame = Objects.requireNonNull(frames.get(received.fromByte()));
            return new Delivered(received.event().type(), frame.data());
        }

        private Outcome outcome() {
            if (failure instanceof WorkerClientException known) {
                return new Outcome.Failed(kind(known));
            }
            return stream.collect().terminal() instanceof InferenceEvent.Failed
                    ? new Outcome.Failed(FailureKind.WORKERS_ERROR)
                    : new Outcome.Ended();
        }

        private static FailureKind kind(WorkerClientException failure) {
            if (failure instanceof HttpErrorException || failure instanceof RefusedException) {
                return FailureKind.REFUSED;
            } else if (failure instanceof ResetException) {
                return FailureKind.RESET;
            } else if (failure instanceof UnterminatedStreamException) {
                return FailureKind.ENDED;
            } else if (failure instanceof TimedOutException) {
                return FailureKind.TIMED_OUT;
            }
            return FailureKind.MALFORMED;
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
