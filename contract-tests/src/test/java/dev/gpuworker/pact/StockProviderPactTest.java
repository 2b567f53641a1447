package dev.gpuworker.pact;

import au.com.dius.pact.provider.IHttpClientFactory;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.MessageTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Consumer;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import dev.gpuworker.mock.MockWorker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** The committed pact against the mock with pact-jvm's own provider support, as another team would verify it. */
@Provider(Contract.PROVIDER)
@Consumer(Contract.CONSUMER)
@PactFolder("pacts")
@VerificationReports(value = "markdown", reportDir = "target/pact-reports")
@org.junit.jupiter.api.Timeout(60)
class StockProviderPactTest {
    private static MockWorker worker;
    private static final Deque<StateSetup> ENTERED = new ArrayDeque<>();

    @BeforeAll
    static void start() {
        worker = MockWorker.start();
        StreamMessages.worker = worker.url();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @BeforeEach
    void target(PactVerificationContext context) {
        IHttpClientFactory clients = provider -> HttpClients.custom()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(20))
                        .build())
                .build();
        context.setTarget(
                new HttpTestTarget(worker.url().getHost(), worker.url().getPort(), "/", () -> clients));
        context.addAdditionalTarget(new MessageTestTarget(List.of("dev.gpuworker.pact")));
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void verify(PactVerificationContext context) {
        context.verifyInteraction();
    }

    @State("a worker is ready")
    void ready(Map<String, Object> parameters) {
        enter(ProviderStates.READY, parameters);
    }

    @State("a job is running")
    void running(Map<String, Object> parameters) {
        enter(ProviderStates.JOB_RUNS, parameters);
    }

    @State("a job has ended")
    void ended(Map<String, Object> parameters) {
        enter(ProviderStates.JOB_HAS_ENDED, parameters);
    }

    @State("a job is running and a second one is refused")
    void refusing(Map<String, Object> parameters) {
        enter(ProviderStates.REFUSES_SECOND_JOB, parameters);
    }

    @State("the job is cancelled while it runs")
    void cancelled(Map<String, Object> parameters) {
        enter(ProviderStates.JOB_IS_CANCELLED, parameters);
    }

    @State("the next job fails while it runs")
    void fails(Map<String, Object> parameters) {
        enter(ProviderStates.JOB_FAILS, parameters);
    }

    @State("the next job generates a stop sequence")
    void stops(Map<String, Object> parameters) {
        enter(ProviderStates.JOB_HITS_STOP_SEQUENCE, parameters);
    }

    @State("the last job ran out of VRAM")
    void unhealthy(Map<String, Object> parameters) {
        enter(ProviderStates.UNHEALTHY, parameters);
    }

    @State("the worker is draining")
    void draining(Map<String, Object> parameters) {
        enter(ProviderStates.DRAINING, parameters);
    }

    private static void enter(ProviderStates state, Map<String, Object> parameters) {
        ENTERED.forEach(StateSetup::leave);
        ENTERED.clear();
        Map<String, String> texts = new HashMap<>();
        parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        StateSetup setup = new ControlPlaneStates(worker.url(), worker.url(), null).enter(state, texts);
        if (!setup.isEntered()) {
            throw new IllegalStateException(setup.reason());
        }
        ENTERED.push(setup);
    }
}
