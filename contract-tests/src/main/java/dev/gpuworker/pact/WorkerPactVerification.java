package dev.gpuworker.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Verifies a worker, known by its URL alone, against the pact. Needs no test framework and prints nothing.
 *
 * <pre>{@code
 * PactReport report = WorkerPactVerification.of(URI.create("http://127.0.0.1:8080")).run();
 * System.out.println(report.summary());
 * }</pre>
 *
 * <p>Interactions run one after the other, in the order of the pact, each on a connection of its own and within its own
 * time; a worker that hangs ends the verification within {@link #within}, and one that does not answer {@code GET
 * /health} after an interaction that hung is not asked on. Immutable; every setting returns a new one.
 */
public final class WorkerPactVerification {
    private static final String PROVIDER = "worker-orcd";
    private static final Duration INTERACTION_LIMIT = Duration.ofSeconds(20);
    private static final Duration TOTAL_LIMIT = Duration.ofMinutes(5);

    private final URI worker;
    private final Supplier<List<Pact>> pacts;
    private final ProviderStateHandler states;
    private final Duration interactionLimit;
    private final Duration totalLimit;
    private final Consumer<PactResult> onResult;

    private WorkerPactVerification(
            URI worker,
            Supplier<List<Pact>> pacts,
            ProviderStateHandler states,
            Duration interactionLimit,
            Duration totalLimit,
            Consumer<PactResult> onResult) {
        this.worker = worker;
        this.pacts = pacts;
        this.states = states;
        this.interactionLimit = interactionLimit;
        this.totalLimit = totalLimit;
        this.onResult = onResult;
    }

    /**
     * Returns a verification of this worker against the pact that comes with this module, with the provider states that
     * requests alone can reach.
     */
    public static WorkerPactVerification of(URI worker) {
        return new WorkerPactVerification(
                worker,
                () -> List.of(PactSources.shipped()),
                new ApiStates(worker),
                INTERACTION_LIMIT,
                TOTAL_LIMIT,
                result -> {});
    }

    /** Takes the pact from a file. */
    public WorkerPactVerification pact(Path file) {
        return new WorkerPactVerification(
                worker,
                () -> List.of(PactSources.file(file, PROVIDER)),
                states,
                interactionLimit,
                totalLimit,
                onResult);
    }

    /**
     * Takes the pacts from a broker, and publishes the results there, by pact-jvm's own properties:
     * {@code pactbroker.url}, {@code pact.verifier.publishResults} and those that {@code docs/pact.md} lists.
     */
    public WorkerPactVerification pactsFromBroker() {
        return new WorkerPactVerification(
                worker, () -> BrokerPacts.load(PROVIDER), states, interactionLimit, totalLimit, onResult);
    }

    /** Asks this handler first; what it finds impossible is then tried with requests alone. */
    public WorkerPactVerification states(ProviderStateHandler handler) {
        ProviderStateHandler requests = new ApiStates(worker);
        ProviderStateHandler both = (state, parameters) -> {
            StateSetup setup = handler.enter(state, parameters);
            return setup.isEntered() || !state.isReachableOverApi() ? setup : requests.enter(state, parameters);
        };
        return new WorkerPactVerification(worker, pacts, both, interactionLimit, totalLimit, onResult);
    }

    /** Sets the time for one interaction, its state included, and for all; by default 20 s and 5 minutes. */
    public WorkerPactVerification within(Duration interaction, Duration total) {
        if (interaction.isNegative() || interaction.isZero() || total.compareTo(interaction) < 0) {
            throw new IllegalArgumentException("limits must be above 0, and the total not below that of one"
                    + " interaction, but were " + interaction + " and " + total);
        }
        return new WorkerPactVerification(worker, pacts, states, interaction, total, onResult);
    }

    /** Has each result told as soon as it is known, on the thread that runs the verification. */
    public WorkerPactVerification onResult(Consumer<PactResult> listener) {
        return new WorkerPactVerification(worker, pacts, states, interactionLimit, totalLimit, listener);
    }

    /**
     * Verifies every interaction. Throws {@link IllegalArgumentException} where the pact cannot be read or has none,
     * and {@link IllegalStateException} where results cannot be published; what the worker does wrong is in the report.
     */
    public PactReport run() {
        long deadline = System.nanoTime() + totalLimit.toNanos();
        SignOfLife life = new SignOfLife(worker, interactionLimit);
        List<PactResult> all = new ArrayList<>();
        String silentSince = "";
        for (Pact pact : pacts.get()) {
            List<PactResult> results = new ArrayList<>();
            for (Interaction interaction : PactSources.asV4(pact).getInteractions()) {
                PactResult result = verify(interaction, deadline, silentSince);
                if (silentSince.isEmpty() && life.isMissingAfter(result)) {
                    silentSince = result.interaction();
                }
                results.add(result);
                onResult.accept(result);
            }
            BrokerPacts.publish(pact, results);
            all.addAll(results);
        }
        return new PactReport(all);
    }

    private PactResult verify(Interaction interaction, long deadline, String silentSince) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        BoundedInteraction bounded = new BoundedInteraction(worker, states, interaction);
        return silentSince.isEmpty()
                ? bounded.verify(left.compareTo(interactionLimit) < 0 ? left : interactionLimit)
                : bounded.notTried("the worker stopped answering in \"" + silentSince + "\"");
    }
}
