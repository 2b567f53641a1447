package dev.gpuworker.pact;

import dev.gpuworker.client.TimedOutException;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.Verdict;
import java.net.URI;
import java.time.Duration;

/** Checks whether a worker that was slow on an interaction still answers; if not, no further interaction is tried. */
final class SignOfLife {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** If an interaction failed sooner than this fraction of its limit, the worker did answer. */
    private static final int SOON = 4;

    private final URI worker;
    private final Duration limit;

    /** Creates a check for interactions with this limit. */
    SignOfLife(URI worker, Duration limit) {
        this.worker = worker;
        this.limit = limit;
    }

    /**
     * Returns whether the worker gives no sign of life after this result; asks it only if the result makes that likely.
     */
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
            return true; // any error that comes at once is a sign of life
        }
    }
}
