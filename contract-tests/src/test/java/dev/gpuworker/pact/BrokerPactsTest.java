package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.ByteServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(60)
@Isolated("sets system properties that every verification of a pact reads")
class BrokerPactsTest {
    private static final String PACT = """
            {"consumer":{"name":"orchestrator"},"provider":{"name":"worker-orcd"},
             "metadata":{"pactSpecification":{"version":"4.0"}},
             "interactions":[{"type":"Synchronous/HTTP","description":"ping","key":"1","pending":false,
              "request":{"method":"GET","path":"/ping"},"response":{"status":200}}]}""";

    @AfterEach
    void forgetTheProperties() {
        List.of("pactbroker.url", "pact.verifier.publishResults", "pact.provider.version", "pact.provider.branch")
                .forEach(System::clearProperty);
    }

    @Test
    void fetchesThePactAndPublishesASuccess() throws IOException {
        try (FakeBroker broker = new FakeBroker(PACT)) {
            publishTo(broker);

            PactReport report = verify(200);

            assertThat(report.summary()).isEqualTo("1 passed, 0 failed of 1 interactions");
            assertThat(broker.published()).singleElement().asString().contains("\"success\":true", "\"1.2.3\"");
        }
    }

    @Test
    void publishesAFailure() throws IOException {
        try (FakeBroker broker = new FakeBroker(PACT)) {
            publishTo(broker);

            PactReport report = verify(404);

            assertThat(report.isGreen()).isFalse();
            assertThat(broker.published()).singleElement().asString().contains("\"success\":false");
        }
    }

    @Test
    void publishesNothingUnlessAsked() throws IOException {
        try (FakeBroker broker = new FakeBroker(PACT)) {
            System.setProperty("pactbroker.url", broker.url());

            assertThat(verify(200).isGreen()).isTrue();
            assertThat(broker.published()).isEmpty();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsTold() {
        System.setProperty("pactbroker.url", "http://127.0.0.1:1");

        assertThatThrownBy(() -> verify(200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from the broker http://127.0.0.1:1")
                .hasMessageContaining("docs/pact.md");
    }

    private static void publishTo(FakeBroker broker) {
        System.setProperty("pactbroker.url", broker.url());
        System.setProperty("pact.verifier.publishResults", "true");
        System.setProperty("pact.provider.version", "1.2.3");
    }

    private static PactReport verify(int status) {
        try (ByteServer worker = new ByteServer(peer -> peer.answer(status, "text/plain", "pong"))) {
            return WorkerPactVerification.of(worker.url()).pactsFromBroker().run();
        }
    }
}
