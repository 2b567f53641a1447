package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.ByteServer;
import dev.gpuworker.conformance.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PactSourcesTest {
    private static final String PROVIDER = "worker-orcd";

    @TempDir
    private Path folder;

    @Test
    void byteOrderMarkIsReadAndUtf16IsRefused() throws IOException {
        Path marked = Files.writeString(folder.resolve("marked"), "\uFEFF" + pact(PROVIDER, "4.0", "GET", false));
        Path wide = Files.write(
                folder.resolve("wide"), pact(PROVIDER, "4.0", "GET", false).getBytes(StandardCharsets.UTF_16BE));

        assertThat(PactSources.file(marked, PROVIDER).getInteractions()).hasSize(1);
        assertThatThrownBy(() -> PactSources.file(wide, PROVIDER)).hasMessageContaining("wide: is UTF-16");
    }

    @ParameterizedTest
    @CsvSource({
        "someone-else, 4.0, is for the provider \"someone-else\"",
        "worker-orcd, 5.0, is of the pact specification \"5.0\"",
        "worker-orcd, new, is of the pact specification \"new\""
    })
    void pactThatIsNotOursOrNotUnderstoodIsRefused(String provider, String version, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("pact.json"), pact(provider, version, "GET", false));

        assertThatThrownBy(() -> PactSources.file(file, PROVIDER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void fileThatIsNoJsonIsRefusedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("pact.json"), "{\n\"a\": b}");

        assertThatThrownBy(() -> PactSources.file(file, PROVIDER)).hasMessageContaining("line 2 is not JSON");
    }

    @Test
    void pendingInteractionThatFailsIsShownAndFailsNobody() throws IOException {
        assertThat(verified("GET", true).results())
                .singleElement()
                .satisfies(result -> assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.NOT_APPLICABLE))
                .satisfies(result -> assertThat(result.verdict().actual())
                        .startsWith("pending in the pact, and it does not pass: "));
        assertThat(verified("GET", false).results().get(0).verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void pendingInteractionWhoseStateIsNotEnteredFailsNobodyEither() throws IOException {
        String pact = pact(PROVIDER, "4.0", "GET", true)
                .replace(
                        "\"request\"",
                        "\"providerStates\":[{\"name\":\"a job has ended\",\"params\":{\"job_id\":\"a\"}}],\"request\"");

        assertThat(verified(pact).results().get(0).verdict()).satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo(Verdict.Kind.NOT_APPLICABLE);
            assertThat(verdict.actual()).startsWith("pending in the pact, and it does not pass: state ");
        });
        assertThat(verified(pact.replace("\"pending\":true", "\"pending\":false"))
                        .results()
                        .get(0)
                        .verdict()
                        .kind())
                .isEqualTo(Verdict.Kind.COULD_NOT_RUN);
    }

    @Test
    void bodyOfAGetIsToldInOurWords() throws IOException {
        String pact = pact(PROVIDER, "4.0", "GET", false)
                .replace(
                        "\"path\":",
                        "\"body\":{\"content\":{\"a\":1},\"contentType\":\"application/json\",\"encoded\":false},\"path\":");

        assertThat(verified(pact).results().get(0).verdict().actual())
                .contains("a GET request cannot have a body")
                .doesNotContain("Exception");
    }

    private PactReport verified(String method, boolean pending) throws IOException {
        return verified(pact(PROVIDER, "4.0", method, pending));
    }

    private PactReport verified(String pact) throws IOException {
        Path file = Files.writeString(folder.resolve("pact.json"), pact);
        try (ByteServer server = new ByteServer(peer -> {
            peer.requestHead();
            peer.answer(500, "application/json", "{}");
        })) {
            return WorkerPactVerification.of(server.url())
                    .within(Duration.ofSeconds(5), Duration.ofSeconds(20))
                    .pact(file)
                    .run();
        }
    }

    private static String pact(String provider, String version, String method, boolean pending) {
        return """
                {"consumer":{"name":"c"},"provider":{"name":"%s"},"interactions":[{"type":"Synchronous/HTTP",
                "description":"health","pending":%s,"request":{"method":"%s","path":"/health"},
                "response":{"status":200}}],"metadata":{"pactSpecification":{"version":"%s"}}}
                """.formatted(provider, pending, method, version);
    }
}
