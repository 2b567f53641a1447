package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.testing.CannedServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that answer everything at once, with nothing in it: a rule that had nothing to look at must not pass. Each
 * rule that does pass is listed with what it has seen.
 */
class EmptyEvidenceTest {
    /** Measures how long the head of an answer of 200 takes, and it was fast. */
    private static final Set<String> FAST = Set.of("W-312");
    /** Saw the right headers on answers of 200. */
    private static final Set<String> HEADERS = Set.of("W-102", "W-103");
    /** Saw JSON objects with 200, and none with a field {@code mock}. */
    private static final Set<String> JSON_OBJECTS = Set.of("W-301", "W-310");

    static Stream<Arguments> servers() {
        String stream = "Content-Type: text/event-stream\r\nCache-Control: no-cache\r\n";
        return Stream.of(
                Arguments.of("200 and nothing", "200 OK\r\nContent-Length: 0\r\n\r\n", List.of(FAST)),
                Arguments.of("an empty stream", "200 OK\r\n" + stream + "\r\n", List.of(FAST, HEADERS)),
                Arguments.of("a stream of comments", "200 OK\r\n" + stream + "\r\n: ping\n\n", List.of(FAST, HEADERS)),
                Arguments.of(
                        "a stream of broken chunks",
                        "200 OK\r\n" + stream + "Transfer-Encoding: chunked\r\n\r\nzz\r\nevent\r\n",
                        List.of(FAST, HEADERS)),
                Arguments.of(
                        "an empty object",
                        "200 OK\r\nContent-Type: application/json\r\n\r\n{}",
                        List.of(FAST, JSON_OBJECTS)),
                Arguments.of("202 and nothing", "202 Accepted\r\nContent-Length: 0\r\n\r\n", List.of()),
                Arguments.of("400 and nothing", "400 Bad Request\r\nContent-Length: 0\r\n\r\n", List.of()),
                Arguments.of("503 and nothing", "503 Busy\r\nContent-Length: 0\r\n\r\n", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void onlyRulesWithSomethingToLookAtPass(String what, String answer, List<Set<String>> seen) {
        ConformanceResult result;
        try (CannedServer server = CannedServer.answering("HTTP/1.1 " + answer)) {
            result = ConformanceRun.of(WorkerUnderTest.at(server.url()), WorkerRulebook.all())
                    .patience(Patience.DEFAULT.withAwait(Duration.ofMillis(300)))
                    .build()
                    .run();
        }

        Set<String> passed = result.results().stream()
                .filter(each -> each.verdict() instanceof Verdict.Passed)
                .map(each -> each.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(passed)
                .as("rules that passed on %s", what)
                .isSubsetOf(seen.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        assertThat(result.outcome()).isEqualTo(RunOutcome.RED);
    }
}
