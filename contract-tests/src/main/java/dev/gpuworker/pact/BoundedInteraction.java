package dev.gpuworker.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.support.json.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one interaction on its own thread and always returns within the limit, even if worker, state or matcher
 * hangs.
 */
final class BoundedInteraction {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Far more than any answer of the contract; a flood of small events needs many times its bytes in memory. */
    private static final long BODY_BYTES_MAX = 4 << 20;

    private static final int EVENT_BYTES_MAX = 1 << 20;

    private final URI worker;
    private final ProviderStateHandler states;
    private final GoingOn goingOn;
    private final Interaction interaction;

    BoundedInteraction(URI worker, ProviderStateHandler states, GoingOn goingOn, Interaction interaction) {
        this.worker = worker;
        this.states = states;
        this.goingOn = goingOn;
        this.interaction = interaction;
    }

    PactResult verify(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            return notTried("the time for the whole verification was used up");
        }
        long start = System.nanoTime();
        Verdict verdict = bounded(limit);
        return result(verdict, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * A consumer may publish an interaction that no provider implements yet (pact specification V4); it must not fail
     * the build.
     */
    private Verdict unlessPending(Verdict verdict) {
        boolean pending = interaction.isV4() && interaction.asV4Interaction().getPending();
        return pending && !(verdict instanceof Verdict.Passed)
                ? new Verdict.NotApplicable("pending in the pact, and it does not pass: " + verdict.actual())
                : verdict;
    }

    PactResult notTried(String why) {
        return result(broken("not tried: " + why), Duration.ZERO);
    }

    private PactResult result(Verdict verdict, Duration took) {
        return new PactResult(
                interaction.getDescription(),
                interaction.getProviderStates().stream()
                        .map(ProviderState::getName)
                        .toList(),
                requirements(),
                unlessPending(verdict),
                took);
    }

    /**
     * Returns the deadlines of the client for an interaction with this limit: they pass first, because their messages
     * name what was waited for.
     */
    static WorkerClientConfig patience(Duration limit) {
        Duration request = limit.multipliedBy(4).dividedBy(5);
        return WorkerClientConfig.defaults()
                .withConnect(request.compareTo(CONNECT_LIMIT) < 0 ? request : CONNECT_LIMIT)
                .withFirstEvent(request)
                .withIdle(request)
                .withAnswer(request)
                .withTotal(request)
                .withLimits(BODY_BYTES_MAX, EVENT_BYTES_MAX);
    }

    private Verdict bounded(Duration limit) {
        try (WorkerClient client = new WorkerClient(worker, patience(limit))) {
            FutureTask<Verdict> task =
                    new FutureTask<>(() -> new InteractionPlayer(client, states, goingOn).play(interaction));
            Thread thread = new Thread(task, "pact-verification");
            thread.setDaemon(true);
            thread.start();
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return broken("not over after " + limit.toMillis() + " ms; the worker hangs or drips");
        } catch (ExecutionException e) {
            return notCompared(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken("interrupted");
        }
    }

    /**
     * pact-jvm throws many types of exceptions for odd answers and requests; exhausted memory is no finding about a
     * worker.
     */
    private static Verdict notCompared(@Nullable Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return broken("could not be compared: the answer is nested too deeply");
        }
        if (cause instanceof Error error) {
            throw error;
        }
        String reason = cause == null || cause.getMessage() == null ? "no reason was given" : cause.getMessage();
        return broken("could not be compared: " + PrintableText.excerpt(reason, 400));
    }

    private static Verdict broken(String actual) {
        return new Verdict.Failed(Comparison.EXPECTED, actual, List.of());
    }

    /** Returns the ids below {@code comments.references}. */
    private List<String> requirements() {
        JsonValue references = interaction.getComments().get("references");
        if (references == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        try {
            JsonNode groups = WireJson.tree(references.serialise());
            groups.forEach(group -> group.forEach(id -> ids.add(id.asText())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pact's own comments are not JSON", e);
        }
        return ids;
    }
}
