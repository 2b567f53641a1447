package dev.gpuworker.pact;

import dev.gpuworker.client.TimedOutException;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.Verdict;
import java.net.URI;
import java.time.Duration;

/** Finds out whether a worker that took long over an interaction still answers: one that does not is not asked on. */
final class SignOfLife {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** An interaction that failed sooner than this part of its limit had an answer. */
    private static final int SOON = 4;

    private final URI worker;
    private final Duration limit;

    /** Creates it for interactions with this limit. */
    SignOfLife(URI worker, Duration limit) {
        this.worker = worker;
        this.limit = limit;
    }

    /** Tells whether the worker gives none after this; asks it only where the result makes that likely. */
    boolean isMissingAfter(PactResult result) {
        boolean suspicious = !(result.verdict() instanceof Verdict.Passed)
                && result.took().multipliedBy(SOON).compareTo(limit) > 0;
        return suspicious && !answers(limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE);
    }

    private boolean answers(Duration patience) {
        WorkerClientConfig config = WorkerClientConfig.defaults()
                .withConnect(patience)
                .withAnswer(patience)
                .withTotal(patience);
        try (WorkerClient client = new WorkerClient(worker, config)) {
            client.health();
            return true;
        } catch (TimedOutException e) {
            return false;
        } catch (WorkerClientException e) {
            return true; // whatever it says, it says something, and at once
        }
    }
}
