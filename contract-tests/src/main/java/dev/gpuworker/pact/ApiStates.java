package dev.gpuworker.pact;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.HttpErrorException;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.StreamWatcher;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientConfig;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings any worker into the states that requests alone can reach. */
final class ApiStates implements ProviderStateHandler {
    private static final WorkerClientConfig PATIENCE = WorkerClientConfig.defaults()
            .withFirstEvent(Duration.ofSeconds(10))
            .withAnswer(Duration.ofSeconds(5))
            .withTotal(Duration.ofSeconds(60));
    /** Longer than the 100 ms that a cancel may take, for a busy machine. */
    private static final int LEAVE_SECONDS = 5;

    private static final Logger log = LoggerFactory.getLogger(ApiStates.class);

    private final URI worker;
    private final GoingOn goingOn;
    private boolean streamsAreRead; // guarded by this

    ApiStates(URI worker, GoingOn goingOn) {
        this.worker = worker;
        this.goingOn = goingOn;
    }

    @Override
    public StateSetup enter(ProviderStates state, Map<String, String> parameters) {
        return switch (state) {
            case READY -> StateSetup.entered();
            case JOB_IS_CANCELLED -> unreadable("job-to-cancel").orElseGet(StateSetup::entered);
            case JOB_RUNS -> unreadable(jobId(parameters) + "-first").orElseGet(() -> running(jobId(parameters)));
            case JOB_HAS_ENDED -> ended(jobId(parameters));
            case REFUSES_SECOND_JOB -> refusing(jobId(parameters));
            case JOB_FAILS, JOB_HITS_STOP_SEQUENCE, UNHEALTHY, DRAINING ->
                StateSetup.impossible("requests alone cannot bring a worker there");
        };
    }

    /** Starts a job; its state is left by cancelling it. */
    StateSetup running(String jobId) {
        WorkerClient client = new WorkerClient(worker, PATIENCE);
        try {
            EventStream stream = client.execute(longJob(jobId));
            if (stream.await(event -> event instanceof InferenceEvent.Started).isEmpty()) {
                throw new IllegalStateException("its stream ended without a \"started\" event");
            }
            return StateSetup.entered(() -> hasNotEndedByItself(stream), () -> cancel(client, jobId, stream));
        } catch (WorkerClientException e) {
            client.close();
            return StateSetup.failed("no job could be started: " + BodyStart.after(e));
        } catch (IllegalStateException e) {
            client.close();
            return StateSetup.failed("no job could be started: " + e.getMessage());
        }
    }

    /** The interaction may have been its cancel. */
    private static boolean hasNotEndedByItself(EventStream stream) {
        return stream.received().stream().noneMatch(received -> received.event() instanceof InferenceEvent.End);
    }

    /**
     * If a worker's streams can't be read, nobody can know whether a job runs, and its long job might occupy it for
     * minutes: so a short one is tried once.
     */
    private synchronized Optional<StateSetup> unreadable(String jobId) {
        if (!streamsAreRead) {
            StateSetup tried = ended(jobId);
            streamsAreRead = tried.isEntered();
            return streamsAreRead ? Optional.empty() : Optional.of(tried);
        }
        return Optional.empty();
    }

    /** Runs a short job to its end, however it ends. */
    StateSetup ended(String jobId) {
        try (WorkerClient client = new WorkerClient(worker, PATIENCE)) {
            client.execute(ExecuteRequest.builder(jobId, "Say hello")
                            .maxTokens(1)
                            .build())
                    .collect();
            return StateSetup.entered();
        } catch (WorkerClientException e) {
            return StateSetup.failed("no job could be run to its end: " + BodyStart.after(e));
        }
    }

    /** Only a worker's answer shows whether it refuses or queues, so this sends a second job. */
    private StateSetup refusing(String jobId) {
        StateSetup running = unreadable(jobId + "-first").orElseGet(() -> running(jobId));
        if (!running.isEntered()) {
            return running;
        }
        String probe = jobId + "-probe";
        try (WorkerClient client = new WorkerClient(worker, PATIENCE.withFirstEvent(Duration.ofSeconds(1)));
                EventStream second = client.execute(longJob(probe))) {
            try {
                second.awaitOpen();
            } catch (HttpErrorException e) {
                if (e.knownCode().equals(Optional.of(ErrorCode.WORKER_BUSY))) {
                    return running;
                }
            } catch (WorkerClientException e) {
                // it neither refuses nor opens in time: it queues
            }
            client.cancel(probe);
        } catch (WorkerClientException e) {
            // the next statement reports it
        }
        running.leave();
        return StateSetup.impossible("this worker does not refuse a second job with WORKER_BUSY (D-07 lets it queue)");
    }

    /** Cancels and waits a short time for the end, so that the next interaction finds an idle worker. */
    private static void cancel(WorkerClient client, String jobId, EventStream stream) {
        CountDownLatch over = new CountDownLatch(1);
        stream.watch(new StreamWatcher() {
            @Override
            public void event(ReceivedEvent received) {}

            @Override
            public void ended(StreamRecord whole) {
                over.countDown();
            }

            @Override
            public void failed(WorkerClientException failure) {
                over.countDown();
            }
        });
        try (client) {
            client.cancel(jobId);
            boolean ended = over.await(LEAVE_SECONDS, TimeUnit.SECONDS);
            log.debug("job {} ended after its cancel: {}", jobId, ended);
        } catch (WorkerClientException e) {
            log.debug("job {} could not be cancelled: {}", jobId, e.getMessage()); // the closed connection ends it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ExecuteRequest longJob(String jobId) {
        JobPrompt prompt = goingOn.prompt();
        return ExecuteRequest.builder(jobId, prompt.text())
                .maxTokens(RequestLimits.MAX_TOKENS_DEFAULT)
                .temperature(prompt.temperature())
                .repetitionPenalty(prompt.repetitionPenalty())
                .build();
    }

    private static String jobId(Map<String, String> parameters) {
        return Objects.requireNonNull(parameters.get("job_id"));
    }
}
