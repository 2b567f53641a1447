package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.testing.CannedServer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are no workers, or very bad ones: the run ends in time, with a verdict on every rule. */
class BadWorkersTest {
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);

    static Stream<Arguments> badWorkers() {
        return Stream.of(
                bad("hangs", CannedServer::silent),
                bad("resets", () -> CannedServer.resetting("HTTP/1.1 200 OK\r\n")),
                bad("hangs up", () -> CannedServer.answering("")),
                bad("is not HTTP", () -> CannedServer.answering("220 mail.example ESMTP\r\n")),
                bad(
                        "sends a page",
                        () -> CannedServer.answering(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>It works!</h1>")),
                bad(
                        "dies half-way",
                        () -> CannedServer.answering(
                                STREAM + "event: started\ndata: {\"job_id\":\"a\"}\n\nevent: tok")),
                bad(
                        "sends rubbish events",
                        () -> CannedServer.answering(
                                STREAM + "event: token\ndata: [1,{\n\ndata\n\nevent: end\ndata: null\n\n")),
                bad("floods", () -> CannedServer.flooding(STREAM)),
                bad("drips for ever", () -> CannedServer.dripping(STREAM)));
    }

    /** Each exchange with such a server costs all the patience, so that there must not be many. */
    @Test
    void answersThatNeverEndAreTriedAFewTimesOnly() {
        ConformanceResult result;
        try (CannedServer server = CannedServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")) {
            result = ConformanceRun.of(WorkerUnderTest.at(server.url()), WorkerRulebook.all())
                    .patience(Patience.DEFAULT.withAwait(Duration.ofMillis(300)))
                    .build()
                    .run();
        }

        assertThat(result.outcome()).isEqualTo(RunOutcome.RED);
        assertThat(result.recording().exchanges().count()).isLessThan(10);
    }

    /** A report of such a server has to fit where reports are kept. */
    @Test
    void longAnswersAreKeptWithinBounds() {
        String page = "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\n\r\n" + "<p>oops</p>".repeat(80_000);
        ConformanceResult result;
        try (CannedServer server = CannedServer.answering(page)) {
            result = ConformanceRun.of(WorkerUnderTest.at(server.url()), WorkerRulebook.all())
                    .patience(Patience.DEFAULT.withAwait(Duration.ofSeconds(2)))
                    .build()
                    .run();
        }

        assertThat(result.outcome()).isEqualTo(RunOutcome.RED);
        assertThat(result.recording()
                        .exchanges()
                        .mapToLong(exchange -> exchange.transcript().body().length)
                        .sum())
                .isBetween(14L << 20, 32L << 20);
    }

    private static Arguments bad(String what, Supplier<CannedServer> server) {
        return Arguments.of(what, server);
    }

    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("badWorkers")
    void endsWithinItsDeadlinesWithAVerdictOnEveryRule(String what, Supplier<CannedServer> start) {
        long begin = System.nanoTime();
        ConformanceResult result;
        try (CannedServer server = start.get()) {
            result = ConformanceRun.of(WorkerUnderTest.at(server.url()), WorkerRulebook.all())
                    .patience(Patience.DEFAULT.withAwait(Duration.ofMillis(300)))
                    .build()
                    .run();
        }

        assertThat(result.outcome()).isEqualTo(RunOutcome.RED);
        assertThat(result.results()).hasSameSizeAs(WorkerRulebook.all().rules());
        assertThat(result.results())
                .allSatisfy(each -> assertThat(each.verdict().actual())
                        .as("%s: %s", what, each.rule().id())
                        .isNotBlank()
                        .doesNotContain("Exception"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ENDS_WITHIN);
    }
}
