package dev.gpuworker.pact;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.pactbroker.TestResult;
import au.com.dius.pact.provider.DefaultVerificationReporter;
import au.com.dius.pact.provider.junitsupport.loader.PactBroker;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerLoader;
import dev.gpuworker.conformance.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Loads pacts from a Pact broker and publishes results to it, with pact-jvm's own classes and properties. */
@PactBroker // every setting is a pact-jvm property: pactbroker.url, pactbroker.auth.token, …
final class BrokerPacts {
    private BrokerPacts() {}

    /** Loads the pacts of this provider. Throws {@link IllegalArgumentException} if there is no pact or no broker. */
    static List<Pact> load(String provider) {
        try {
            PactBroker settings = Objects.requireNonNull(BrokerPacts.class.getAnnotation(PactBroker.class));
            return new PactBrokerLoader(settings).load(provider);
        } catch (IOException | RuntimeException e) { // pact-jvm has no common exception type for errors of a broker
            throw new IllegalArgumentException(
                    "no pact of provider \"" + provider + "\" from the broker " + System.getProperty("pactbroker.url")
                            + ": " + e.getMessage() + "\n  see docs/pact.md for the properties",
                    e);
        }
    }

    /**
     * Publishes the result if {@code pact.verifier.publishResults} is true. Interactions without a verdict are
     * published as failures: a broker has only pass and fail, and a pass would be false.
     */
    static void publish(Pact pact, List<PactResult> results) {
        if (DefaultVerificationReporter.INSTANCE.publishingResultsDisabled()) {
            return;
        }
        var published = DefaultVerificationReporter.INSTANCE.reportResults(
                pact,
                testResult(results),
                System.getProperty("pact.provider.version", "0.0.0"),
                null,
                Stream.of(System.getProperty("pact.provider.tag", "").split(",", -1))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList(),
                System.getProperty("pact.provider.branch", ""));
        if (published.errorValue() != null) {
            throw new IllegalStateException("the results could not be published: " + published.errorValue());
        }
    }

    private static TestResult testResult(List<PactResult> results) {
        List<Map<String, Object>> bad = results.stream()
                .filter(result -> !(result.verdict() instanceof Verdict.Passed))
                .map(result -> Map.<String, Object>of(
                        "message",
                        result.interaction() + ": " + result.verdict().actual(),
                        "interactionDescription",
                        result.interaction()))
                .toList();
        return bad.isEmpty() ? new TestResult.Ok() : new TestResult.Failed(bad, bad.size() + " of " + results.size());
    }
}
