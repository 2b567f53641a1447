package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.ByteServer;
import dev.gpuworker.client.Peer;
import dev.gpuworker.conformance.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerPactVerificationTest {
    private static final ProviderStateHandler ANY = (state, parameters) -> StateSetup.entered();
    private static final int INTERACTIONS = PactSources.file(PactFile.COMMITTED, "worker-orcd")
            .getInteractions()
            .size();

    @Test
    void aWorkerThatHangsEndsWithinTheLimits() {
        try (ByteServer server = new ByteServer(Peer::hold)) {
            PactReport report = WorkerPactVerification.of(server.url())
                    .states(ANY)
                    .within(Duration.ofMillis(300), Duration.ofSeconds(2))
                    .run();

            assertThat(report.with(Verdict.Kind.FAILED)).hasSize(INTERACTIONS);
            assertThat(report.results().get(0).verdict().actual())
                    .containsPattern("(answer|total) deadline|the worker hangs");
            assertThat(report.results().get(INTERACTIONS - 1).verdict().actual())
                    .isEqualTo("not tried: the worker stopped answering in \""
                            + report.results().get(0).interaction() + "\"");
            assertThat(report.isGreen()).isFalse();
        }
    }

    @Test
    void aWorkerThatHangsInItsJobsAloneIsAskedOnUntilTheTimeIsUp() {
        ByteServer.Script healthAlone = peer -> {
            if (peer.requestHead().startsWith("GET /health")) {
                peer.answer(200, "application/json", "{}");
            } else {
                peer.hold();
            }
        };
        try (ByteServer server = new ByteServer(healthAlone)) {
            PactReport report = WorkerPactVerification.of(server.url())
                    .states(ANY)
                    .within(Duration.ofMillis(300), Duration.ofSeconds(2))
                    .run();

            assertThat(report.with(Verdict.Kind.FAILED)).hasSize(INTERACTIONS);
            assertThat(report.results().get(INTERACTIONS - 1).verdict().actual())
                    .contains("was used up");
        }
    }

    @Test
    void aStreamThatDripsForEverEndsWithinTheLimits() {
        ByteServer.Script script = peer -> {
            peer.head();
            while (true) {
                peer.chunk(": keep-alive\n\n");
            }
        };
        try (ByteServer server = new ByteServer(script)) {
            PactReport report = WorkerPactVerification.of(server.url())
                    .states(ANY)
                    .within(Duration.ofMillis(300), Duration.ofSeconds(2))
                    .run();

            assertThat(report.with(Verdict.Kind.FAILED)).hasSize(INTERACTIONS);
        }
    }

    @Test
    void aWorkerThatIsNotThereFailsEverything() {
        PactReport report =
                WorkerPactVerification.of(URI.create("http://127.0.0.1:1")).run();

        assertThat(report.with(Verdict.Kind.PASSED)).isEmpty();
        assertThat(report.with(Verdict.Kind.FAILED)).isNotEmpty();
        assertThat(report.results().stream().map(result -> result.verdict().actual()))
                .allMatch(message -> !message.isBlank());
    }

    @Test
    void failureShowsTheBeginningOfTheBody() {
        String body = "missing field `max_tokens`\u001b " + "x".repeat(400);
        try (ByteServer server = new ByteServer(peer -> peer.answer(422, "text/plain", body))) {
            PactReport report =
                    WorkerPactVerification.of(server.url()).states(ANY).run();

            assertThat(report.with(Verdict.Kind.FAILED))
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.verdict().actual())
                            .contains(
                                    "HTTP 422",
                                    "\n  the body begins: \"missing field `max_tokens`\\u001b xxx",
                                    "xxx…\""));
        }
    }

    @Test
    void rubbishFailsEverythingWithoutAnException() {
        try (ByteServer server = new ByteServer(peer -> peer.send("\u0000\u0001rubbish\r\n\r\n"))) {
            PactReport report =
                    WorkerPactVerification.of(server.url()).states(ANY).run();

            assertThat(report.with(Verdict.Kind.FAILED)).hasSize(INTERACTIONS);
        }
    }

    @Test
    void aStateThatCannotBeEnteredIsCountedAndNeverGreen() {
        ProviderStateHandler none = (state, parameters) -> StateSetup.impossible("no means");
        List<String> told = new ArrayList<>();
        try (ByteServer server = new ByteServer(peer -> peer.answer(500, "text/plain", "no"))) {
            PactReport report = WorkerPactVerification.of(server.url())
                    .states(none)
                    .onResult(result -> told.add(result.interaction()))
                    .run();

            assertThat(report.with(Verdict.Kind.NOT_APPLICABLE))
                    .extracting(result -> result.verdict().actual())
                    .contains("state \"the worker is draining\": no means");
            assertThat(report.summary()).endsWith("not-applicable of " + INTERACTIONS + " interactions");
            assertThat(told).hasSize(INTERACTIONS);
        }
    }

    @Test
    void aHandlerThatThrowsIsRedBecauseItsStateWasTriedInVain() {
        ProviderStateHandler broken = (state, parameters) -> {
            throw new IllegalStateException("out of order");
        };
        try (ByteServer server = new ByteServer(peer -> peer.answer(200, "application/json", "{}"))) {
            PactReport report =
                    WorkerPactVerification.of(server.url()).states(broken).run();

            assertThat(report.results()).allMatch(result -> result.verdict().kind() == Verdict.Kind.COULD_NOT_RUN);
            assertThat(report.isGreen()).isFalse();
        }
    }

    @Test
    void resultsNameTheirRequirements() {
        try (ByteServer server = new ByteServer(peer -> peer.answer(500, "text/plain", "no"))) {
            PactReport report =
                    WorkerPactVerification.of(server.url()).states(ANY).run();

            assertThat(report.results())
                    .allMatch(result -> !result.requirements().isEmpty());
            assertThat(report.results())
                    .filteredOn(result -> result.interaction().equals("health of an idle worker"))
                    .singleElement()
                    .satisfies(result -> assertThat(result.requirements()).contains("M0-W-1320"));
        }
    }

    @Test
    void readsAPactFromAFile(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), """
                {"consumer":{"name":"c"},"provider":{"name":"worker-orcd"},"metadata":{"pactSpecification":{"version":"4.0"}},
                 "interactions":[{"type":"Synchronous/HTTP","description":"ping","providerStates":[{"name":"on the moon"}],
                  "request":{"method":"GET","path":"/ping"},"response":{"status":200}}]}""");

        PactReport report = WorkerPactVerification.of(URI.create("http://127.0.0.1:1"))
                .pact(one)
                .run();

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.NOT_APPLICABLE);
            assertThat(result.verdict().actual()).isEqualTo("state \"on the moon\": no such state is known");
        });
    }

    @Test
    void tellsWhatIsWrongWithAPactFile(@TempDir Path folder) throws IOException {
        WorkerPactVerification verification = WorkerPactVerification.of(URI.create("http://127.0.0.1:1"));
        Path rubbish = Files.writeString(folder.resolve("rubbish.json"), "{");
        Path empty = Files.writeString(
                folder.resolve("empty.json"),
                "{\"consumer\":{\"name\":\"c\"},\"provider\":{\"name\":\"worker-orcd\"},\"interactions\":[],"
                        + "\"metadata\":{\"pactSpecification\":{\"version\":\"4.0\"}}}");

        assertThatThrownBy(() -> verification.pact(folder.resolve("none.json")).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json: no such file");
        assertThatThrownBy(() -> verification.pact(rubbish).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rubbish.json is not a pact");
        assertThatThrownBy(() -> verification.pact(empty).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interaction");
    }
}
