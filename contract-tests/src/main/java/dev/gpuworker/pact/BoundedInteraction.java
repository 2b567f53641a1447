package dev.gpuworker.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.support.json.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
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

/** Verifies one interaction on a thread of its own, and returns in time whatever worker, state or matcher do. */
final class BoundedInteraction {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Far above any answer of the contract; a flood of small events takes many times its bytes in memory. */
    private static final long BODY_BYTES_MAX = 4 << 20;

    private static final int EVENT_BYTES_MAX = 1 << 20;

    private final URI worker;
    private final ProviderStateHandler states;
    private final Interaction interaction;

    BoundedInteraction(URI worker, ProviderStateHandler states, Interaction interaction) {
        this.worker = worker;
        this.states = states;
        this.interaction = interaction;
    }

    PactResult verify(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            return notTried("the time for the whole verification was used up");
        }
        long start = System.nanoTime();
        Finding finding = unlessPending(bounded(limit));
        return result(finding, Duration.ofNanos(System.nanoTime() - start));
    }

    /** A consumer may publish what no provider does yet (pact specification V4): that fails nobody's build. */
    private Finding unlessPending(Finding finding) {
        boolean pending = interaction.isV4() && interaction.asV4Interaction().getPending();
        return pending && finding.outcome() == PactOutcome.FAILED
                ? Finding.notVerified("pending in the pact, and it fails: " + finding.message())
                : finding;
    }

    PactResult notTried(String why) {
        return result(Finding.failed("not tried: " + why), Duration.ZERO);
    }

    private PactResult result(Finding finding, Duration took) {
        return new PactResult(
                interaction.getDescription(),
                interaction.getProviderStates().stream()
                        .map(ProviderState::getName)
                        .toList(),
                requirements(),
                finding.outcome(),
                finding.message(),
                took);
    }

    private Finding bounded(Duration limit) {
        // The client's own deadlines come first: they tell what was waited for.
        Duration request = limit.multipliedBy(4).dividedBy(5);
        WorkerClientConfig config = WorkerClientConfig.defaults()
                .withConnect(request.compareTo(CONNECT_LIMIT) < 0 ? request : CONNECT_LIMIT)
                .withFirstEvent(request)
                .withIdle(request)
                .withAnswer(request)
                .withTotal(request)
                .withLimits(BODY_BYTES_MAX, EVENT_BYTES_MAX);
        try (WorkerClient client = new WorkerClient(worker, config)) {
            FutureTask<Finding> task = new FutureTask<>(() -> new InteractionPlayer(client, states).play(interaction));
            Thread thread = new Thread(task, "pact-verification");
            thread.setDaemon(true);
            thread.start();
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Finding.failed("not over after " + limit.toMillis() + " ms; the worker hangs or drips");
        } catch (ExecutionException e) {
            return notCompared(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.failed("interrupted");
        }
    }

    /** What pact-jvm throws at odd answers and requests has many types; lost memory is no finding about a worker. */
    private static Finding notCompared(@Nullable Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return Finding.failed("could not be compared: the answer is nested too deeply");
        }
        if (cause instanceof Error error) {
            throw error;
        }
        String reason = cause == null || cause.getMessage() == null ? "no reason was given" : cause.getMessage();
        return Finding.failed("could not be compared: " + PrintableText.excerpt(reason, 400));
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
