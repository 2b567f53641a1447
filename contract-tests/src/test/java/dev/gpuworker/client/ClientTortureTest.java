package dev.gpuworker.client;

import static dev.gpuworker.assertions.WorkerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gpuworker.client.transcript.EventFault;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.Script;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mock's torture set: what is legal is read, what is broken is reported as what it is. */
@Timeout(60)
class ClientTortureTest {
    /** Would end this JVM, in which the mock is embedded. */
    private static final Set<String> NOT_EMBEDDED = Set.of("exit-mid-stream");

    /** Broken in a way that is not the client's to report: a rule or an assertion finds it. */
    private static final Set<String> READABLE = Set.of(
            "replacement-character",
            "duplicate-token",
            "reordered-tokens",
            "missing-token",
            "wrong-token-count",
            "started-of-another-job",
            "two-data-lines",
            "ids-and-retry",
            "unknown-error-code",
            "wrong-retriable",
            "cut-after-end");

    private static final Set<String> OUT_OF_ORDER =
            Set.of("duplicate-token", "reordered-tokens", "missing-token", "wrong-token-count");

    private static final Map<String, Class<? extends WorkerClientException>> FAILURES = failures();

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
        return Scenarios.torture().scenarios().stream()
                .map(Scenario::name)
                .filter(name -> !NOT_EMBEDDED.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadOrReportedAsWhatItIs(String name) {
        boolean stalls = name.startsWith("stall-");
        Duration patience = stalls ? Duration.ofMillis(300) : Duration.ofSeconds(20);
        WorkerClientConfig config =
                WorkerClientConfig.defaults().withFirstEvent(patience).withIdle(patience);
        try (WorkerClient client = new WorkerClient(mock.url(), config).withHeader("x-scenario", name)) {
            EventStream stream = client.execute(Streams.JOB);
            Throwable failure = catchThrowable(stream::collect);

            Class<? extends WorkerClientException> expected = FAILURES.get(name);
            if (expected != null) {
                assertThat(failure).isInstanceOf(expected);
                assertThat(((WorkerClientException) failure).received()).isEqualTo(stream.received());
            } else {
                assertThat(failure).isNull();
                assertThat(isLegal(name) || READABLE.contains(name))
                        .as("%s is broken and must be reported", name)
                        .isTrue();
                judge(name, stream.collect());
            }
        }
    }

    private static void judge(String name, StreamRecord stream) {
        if (OUT_OF_ORDER.contains(name)) {
            assertThat(EventFault.firstOf(stream.events())).isPresent();
        } else {
            assertThat(stream).isInOrder();
        }
        if (name.equals("replacement-character")) {
            assertThat(catchThrowable(() -> assertThat(stream).hasWholeCharacters()))
                    .hasMessageContaining("U+FFFD");
        }
    }

    private static boolean isLegal(String name) {
        Scenario scenario = Scenarios.torture().named(name).orElseThrow();
        return scenario.violates().isEmpty() && scenario.answer() instanceof Script;
    }

    private static Map<String, Class<? extends WorkerClientException>> failures() {
        Map<String, Class<? extends WorkerClientException>> table = new HashMap<>();
        put(
                table,
                MalformedEventException.class,
                "invalid-utf-8",
                "token-before-started",
                "no-started",
                "two-started",
                "token-after-end",
                "two-ends",
                "end-then-error",
                "unknown-event",
                "no-event-line",
                "types-disagree",
                "broken-json");
        put(table, HttpErrorException.class, "busy", "refused-late", "refused-without-envelope");
        put(table, MalformedResponseException.class, "not-a-stream");
        put(
                table,
                UnterminatedStreamException.class,
                "empty-stream",
                "eof-without-terminal",
                "cut",
                "cut-inside-an-event",
                "half-close");
        put(table, ResetException.class, "reset", "reset-inside-an-emoji", "reset-at-once");
        put(
                table,
                TimedOutException.class,
                "stall-before-headers",
                "stall-after-headers",
                "stall-after-started",
                "stall-mid-stream",
                "stall-inside-an-event",
                "stall-after-end");
        return table;
    }

    private static void put(
            Map<String, Class<? extends WorkerClientException>> table,
            Class<? extends WorkerClientException> type,
            String... names) {
        List.of(names).forEach(name -> table.put(name, type));
    }
}
