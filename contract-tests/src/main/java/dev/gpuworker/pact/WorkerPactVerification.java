package dev.gpuworker.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a worker against the pact; it needs only the worker's URL. Needs no test framework and prints nothing.
 *
 * <pre>{@code
 * PactReport report = WorkerPactVerification.of(URI.create("http://127.0.0.1:8080")).run();
 * System.out.println(report.summary());
 * }</pre>
 *
 * <p>Interactions run one after another, in the order of the pact, each on its own connection and within its own time
 * limit. If a worker hangs, the verification still ends within {@link #within}. If it does not answer {@code GET
 * /health} after an interaction that hung, no further interaction is tried. Immutable; every setting returns a new
 * instance.
 */
public final class WorkerPactVerification {
    private static final String PROVIDER = "worker-orcd";
    /** An interaction without a verdict is tried up to three times. */
    private static final int ATTEMPTS_MAX = 3;

    private static final Duration INTERACTION_LIMIT = Duration.ofSeconds(20);
    private static final Duration TOTAL_LIMIT = Duration.ofMinutes(5);

    private final Settings settings;

    private WorkerPactVerification(Settings settings) {
        this.settings = settings;
    }

    private record Settings(
            URI worker,
            Supplier<List<Pact>> pacts,
            @Nullable ProviderStateHandler states,
            GoingOn goingOn,
            Duration interactionLimit,
            Duration totalLimit,
            Consumer<PactResult> onResult) {
        Settings withPacts(Supplier<List<Pact>> others) {
            return new Settings(worker, others, states, goingOn, interactionLimit, totalLimit, onResult);
        }

        Settings withStates(ProviderStateHandler others) {
            return new Settings(worker, pacts, others, goingOn, interactionLimit, totalLimit, onResult);
        }

        Settings withLimits(Duration interaction, Duration total) {
            return new Settings(worker, pacts, states, goingOn, interaction, total, onResult);
        }

        Settings withGoingOn(GoingOn known) {
            return new Settings(worker, pacts, states, known, interactionLimit, totalLimit, onResult);
        }

        Settings withListener(Consumer<PactResult> listener) {
            return new Settings(worker, pacts, states, goingOn, interactionLimit, totalLimit, listener);
        }
    }

    /**
     * Returns a verification of this worker against the pact that this module ships, with the provider states that
     * requests alone can reach.
     */
    public static WorkerPactVerification of(URI worker) {
        return new WorkerPactVerification(new Settings(
                worker,
                () -> List.of(PactSources.shipped()),
                null,
                GoingOn.of(() -> worker, JobPrompts.STANDARD),
                INTERACTION_LIMIT,
                TOTAL_LIMIT,
                result -> {}));
    }

    /** Uses the pact in a file. */
    public WorkerPactVerification pact(Path file) {
        return new WorkerPactVerification(settings.withPacts(() -> List.of(PactSources.file(file, PROVIDER))));
    }

    /**
     * Uses the pacts of a broker and publishes the results there. pact-jvm's own properties configure this:
     * {@code pactbroker.url}, {@code pact.verifier.publishResults} and those in {@code docs/pact.md}.
     */
    public WorkerPactVerification pactsFromBroker() {
        return new WorkerPactVerification(settings.withPacts(() -> BrokerPacts.load(PROVIDER)));
    }

    /** Asks this handler first; if it cannot enter a state, requests alone are tried. */
    public WorkerPactVerification states(ProviderStateHandler handler) {
        return new WorkerPactVerification(settings.withStates(handler));
    }

    /**
     * Uses what is known about how this worker can be made to go on; by default the verification finds it out itself,
     * with the standard prompts, if a job that had to run ends too soon.
     */
    public WorkerPactVerification goingOn(GoingOn known) {
        return new WorkerPactVerification(settings.withGoingOn(known));
    }

    /**
     * Sets the time for one interaction, including its state, and for all interactions; by default 20 s and 5 minutes.
     */
    public WorkerPactVerification within(Duration interaction, Duration total) {
        if (interaction.isNegative() || interaction.isZero() || total.compareTo(interaction) < 0) {
            throw new IllegalArgumentException("limits must be above 0, and the total not below that of one"
                    + " interaction, but were " + interaction + " and " + total);
        }
        return new WorkerPactVerification(settings.withLimits(interaction, total));
    }

    /** Calls the listener with each result as soon as it is known, on the thread that runs the verification. */
    public WorkerPactVerification onResult(Consumer<PactResult> listener) {
        return new WorkerPactVerification(settings.withListener(listener));
    }

    /**
     * Returns the interactions of the pact as checks, in order; sends the worker no request. Throws
     * {@link IllegalArgumentException} if the pact cannot be read.
     */
    public List<Check> checks() {
        return settings.pacts().get().stream()
                .flatMap(pact -> PactSources.asV4(pact).getInteractions().stream())
                .map(interaction ->
                        interaction(interaction, states()).notTried("").check())
                .toList();
    }

    /**
     * Verifies every interaction. Throws {@link IllegalArgumentException} if the pact cannot be read or has no
     * interaction, and {@link IllegalStateException} if results cannot be published. The report holds the worker's
     * faults.
     */
    public PactReport run() {
        long deadline = System.nanoTime() + settings.totalLimit().toNanos();
        ProviderStateHandler states = states();
        SignOfLife life = new SignOfLife(settings.worker(), settings.interactionLimit());
        List<PactResult> all = new ArrayList<>();
        String silentSince = "";
        for (Pact pact : settings.pacts().get()) {
            List<PactResult> results = new ArrayList<>();
            for (Interaction interaction : PactSources.asV4(pact).getInteractions()) {
                PactResult result = silentSince.isEmpty()
                        ? verify(interaction(interaction, states), deadline)
                        : interaction(interaction, states)
                                .notTried("the worker stopped answering in \"" + silentSince + "\"");
                if (silentSince.isEmpty() && life.isMissingAfter(result)) {
                    silentSince = result.interaction();
                }
                results.add(result);
                settings.onResult().accept(result);
            }
            BrokerPacts.publish(pact, results);
            all.addAll(results);
        }
        return new PactReport(all);
    }

    private PactResult verify(BoundedInteraction interaction, long deadline) {
        PactResult result = attempt(interaction, deadline);
        for (int attempt = 2; attempt <= ATTEMPTS_MAX && result.verdict() instanceof Verdict.Inconclusive; attempt++) {
            settings.goingOn().search();
            result = attempt(interaction, deadline);
        }
        return result;
    }

    private PactResult attempt(BoundedInteraction interaction, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        Duration limit = settings.interactionLimit();
        return interaction.verify(left.compareTo(limit) < 0 ? left : limit);
    }

    private BoundedInteraction interaction(Interaction interaction, ProviderStateHandler states) {
        return new BoundedInteraction(settings.worker(), states, settings.goingOn(), interaction);
    }

    /** Returns the handler that was set, and after it what requests alone can do. */
    private ProviderStateHandler states() {
        ProviderStateHandler requests = new ApiStates(settings.worker(), settings.goingOn());
        ProviderStateHandler handler = settings.states();
        if (handler == null) {
            return requests;
        }
        return (state, parameters) -> {
            StateSetup setup = handler.enter(state, parameters);
            return setup.isEntered() || !state.isReachableOverApi() ? setup : requests.enter(state, parameters);
        };
    }
}
