package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.consumer.junit5.ProviderType;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import dev.gpuworker.client.HttpErrorException;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.HealthResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The orchestrator's side: what it asks, and that its client reads what the pact promises. The last part compares the
 * file that the others wrote with the committed one.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ConsumerPactTest {
    @BeforeAll
    static void forgetTheFileOfTheLastRun() throws IOException {
        Files.deleteIfExists(PactFile.WRITTEN); // pact-jvm would merge into it
    }

    @Nested
    @Order(1)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER)
    class Health {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact idle(PactBuilder builder) {
            return HealthContract.idle(builder);
        }

        @Test
        @PactTestFor(pactMethod = "idle")
        void isReadWhileIdle(MockServer server) {
            with(server, worker -> assertThat(worker.health().status()).isEqualTo(HealthResponse.HEALTHY));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact busy(PactBuilder builder) {
            return HealthContract.busy(builder);
        }

        @Test
        @PactTestFor(pactMethod = "busy")
        void isReadWhileBusy(MockServer server) {
            with(server, worker -> assertThat(worker.health().vramBytesUsed()).isEqualTo(17_179_869_184L));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact unhealthy(PactBuilder builder) {
            return HealthContract.unhealthy(builder);
        }

        @Test
        @PactTestFor(pactMethod = "unhealthy")
        void isReadWhileUnhealthy(MockServer server) {
            with(server, worker -> assertThat(worker.health().status()).isEqualTo(HealthResponse.UNHEALTHY));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact correlated(PactBuilder builder) {
            return HealthContract.correlated(builder);
        }

        @Test
        @PactTestFor(pactMethod = "correlated")
        void echoesACorrelationId(MockServer server) {
            String id = "7d4f5a3e-0000-4000-8000-abcdefabcdef";
            with(
                    server,
                    worker -> assertThat(worker.withHeader("X-Correlation-ID", id)
                                    .send("GET", "/health", "")
                                    .header("X-Correlation-ID"))
                            .contains(id));
        }
    }

    @Nested
    @Order(2)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER)
    class Refusals {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact fields(PactBuilder builder) {
            return RefusalContract.of(RefusalContract.FIELD_REFUSALS, builder);
        }

        @Test
        @PactTestFor(pactMethod = "fields")
        void ofEveryConstraint(MockServer server) {
            with(server, worker -> RefusalContract.FIELD_REFUSALS.forEach(r -> assertRefused(worker, r)));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact states(PactBuilder builder) {
            return RefusalContract.of(RefusalContract.STATE_REFUSALS, builder);
        }

        @Test
        @PactTestFor(pactMethod = "states")
        void becauseOfTheWorkersState(MockServer server) {
            with(server, worker -> RefusalContract.STATE_REFUSALS.forEach(r -> assertRefused(worker, r)));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact cancels(PactBuilder builder) {
            return RefusalContract.of(RefusalContract.CANCEL_REFUSALS, builder);
        }

        @Test
        @PactTestFor(pactMethod = "cancels")
        void ofCancels(MockServer server) {
            with(server, worker -> RefusalContract.CANCEL_REFUSALS.forEach(r -> assertRefused(worker, r)));
        }
    }

    @Nested
    @Order(3)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER)
    class Cancel {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact running(PactBuilder builder) {
            return CancelContract.running(builder);
        }

        @Test
        @PactTestFor(pactMethod = "running")
        void ofARunningJob(MockServer server) {
            with(server, worker -> assertCancelled(worker, CancelContract.RUNNING));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact ended(PactBuilder builder) {
            return CancelContract.ended(builder);
        }

        @Test
        @PactTestFor(pactMethod = "ended")
        void ofAJobThatHasEnded(MockServer server) {
            with(server, worker -> assertCancelled(worker, CancelContract.ENDED));
        }

        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact unknown(PactBuilder builder) {
            return CancelContract.unknown(builder);
        }

        @Test
        @PactTestFor(pactMethod = "unknown")
        void ofAnUnknownJob(MockServer server) {
            with(server, worker -> assertCancelled(worker, CancelContract.UNKNOWN));
        }
    }

    @Nested
    @Order(4)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER)
    class Head {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact head(PactBuilder builder) {
            return StreamContract.head(builder);
        }

        @Test
        @PactTestFor(pactMethod = "head")
        void ofAStream(MockServer server) {
            with(server, worker -> {
                StreamRecord stream =
                        worker.execute(StreamContract.HEAD_REQUEST).collect();
                assertThat(stream.text()).isEqualTo("Warps");
            });
        }
    }

    @Nested
    @Order(5)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER, providerType = ProviderType.SYNCH_MESSAGE)
    class Streams {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact streams(PactBuilder builder) {
            return StreamContract.streams(builder);
        }

        @Test
        @PactTestFor(pactMethod = "streams")
        void areReadAsTheirDigestsSay(V4Pact pact) {
            assertThat(pact.getInteractions())
                    .hasSameSizeAs(StreamContract.CASES)
                    .allSatisfy(interaction -> {
                        var message = interaction.asSynchronousMessages();
                        RenderedDigest.assertReadByClient(
                                message.getRequest().getContents().valueAsString(),
                                message.getResponse().get(0).getContents().valueAsString());
                    });
        }
    }

    @Nested
    @Order(6)
    @ExtendWith(PactConsumerTestExt.class)
    @PactTestFor(providerName = Contract.PROVIDER)
    class Protocol {
        @Pact(provider = Contract.PROVIDER, consumer = Contract.CONSUMER)
        V4Pact protocol(PactBuilder builder) {
            return ProtocolContract.all(builder);
        }

        @Test
        @PactTestFor(pactMethod = "protocol")
        void isRefused(MockServer server) {
            with(server, worker -> {
                WorkerClient text = worker.withHeader("Content-Type", "text/plain");

                assertThat(text.send("POST", "/execute", "haiku").status()).isEqualTo(415);
                assertThat(worker.send("GET", ProtocolContract.UNKNOWN_PATH, "").status())
                        .isEqualTo(404);
                assertThat(worker.send("GET", "/execute", "").status()).isEqualTo(405);
            });
        }
    }

    @Nested
    @Order(7)
    class File {
        @Test
        void isTheCommittedOne() {
            PactFile.assertWrittenIsCommitted();
        }
    }

    private static void with(MockServer server, Consumer<WorkerClient> calls) {
        try (WorkerClient worker = new WorkerClient(URI.create(server.getUrl()))) {
            calls.accept(worker);
        }
    }

    private static void assertCancelled(WorkerClient worker, String jobId) {
        assertThat(worker.cancel(jobId)).isEqualTo(CancelResponse.of(jobId));
    }

    private static void assertRefused(WorkerClient worker, Refusal refusal) {
        HttpErrorException refused = catchThrowableOfType(HttpErrorException.class, () -> {
            if (refusal.path().equals("/cancel")) {
                worker.cancelBody(refusal.body());
            } else {
                worker.executeBody(refusal.body()).collect();
            }
        });

        assertThat(refused).as(refusal.description()).isNotNull();
        assertThat(refused.status()).isEqualTo(refusal.status());
        assertThat(refused.knownCode()).contains(refusal.code());
        assertThat(refused.retriable()).contains(refusal.code().retriable());
        Set<String> fields =
                refusal.errors().stream().map(Refusal.Broken::field).collect(Collectors.toSet());
        assertThat(refused.errors())
                .hasSize(fields.size())
                .allSatisfy(e -> assertThat(fields).contains(e.field()));
    }
}
