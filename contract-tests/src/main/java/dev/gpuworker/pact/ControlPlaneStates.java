package dev.gpuworker.pact;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.StopReason;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a mock into every state, through its control plane, whatever scenarios it plays and whether it queues or
 * refuses a second job.
 */
final class ControlPlaneStates implements ProviderStateHandler {
    private static final Map<String, Object> TOKENS = Map.of("tokens", Map.of("count", 3, "every", "1ms"));
    /** Nobody opens this gate: only a cancel ends the job. */
    private static final List<Object> UNTIL_CANCELLED = List.of(
            ReadNames.STARTED, TOKENS, ReadNames.METRICS, Map.of("hold", "until-the-pact-cancels"), ReadNames.END);

    private static final List<Object> SHORT = List.of(ReadNames.STARTED, TOKENS, ReadNames.END);
    private static final Map<String, Object> BUSY = Map.of(
            "status",
            503,
            "headers",
            Map.of("Retry-After", "1"),
            "body",
            Map.of(
                    ReadNames.CODE,
                    ErrorCode.WORKER_BUSY,
                    ReadNames.MESSAGE,
                    "a job is running",
                    ReadNames.RETRIABLE,
                    true));

    private final ApiStates requests;
    private final URI control;
    private final @Nullable String token;

    ControlPlaneStates(URI worker, URI control, @Nullable String token) {
        // a gate holds the jobs, so no way to make them go on is needed
        this.requests = new ApiStates(worker, GoingOn.of(() -> worker, JobPrompts.STANDARD));
        this.control = control;
        this.token = token;
    }

    /** Returns why there is no mock's control plane; empty if there is one. */
    String problem() {
        try (ControlPlane mock = ControlPlane.at(control, token)) {
            return mock.problem();
        }
    }

    @Override
    public StateSetup enter(ProviderStates state, Map<String, String> parameters) {
        return switch (state) {
            case READY -> StateSetup.entered();
            case JOB_RUNS -> next(UNTIL_CANCELLED, () -> requests.running(value(parameters, "job_id")));
            case JOB_HAS_ENDED -> next(SHORT, () -> requests.ended(value(parameters, "job_id")));
            case REFUSES_SECOND_JOB -> refusing(value(parameters, "job_id"));
            case JOB_IS_CANCELLED -> next(UNTIL_CANCELLED, StateSetup::entered);
            case JOB_FAILS -> next(failing(value(parameters, "code")), StateSetup::entered);
            case JOB_HITS_STOP_SEQUENCE -> next(stopping(value(parameters, "sequence")), StateSetup::entered);
            case UNHEALTHY -> unhealthy();
            case DRAINING -> draining();
        };
    }

    /** Answers the next job with these steps, and leaves nothing enqueued. */
    private StateSetup next(List<Object> steps, Supplier<StateSetup> then) {
        tell(mock -> mock.enqueueStream(steps));
        StateSetup setup = then.get();
        if (!setup.isEntered()) {
            tell(ControlPlane::forgetEnqueued);
            return setup;
        }
        return StateSetup.entered(() -> {
            setup.leave();
            tell(ControlPlane::forgetEnqueued);
        });
    }

    private StateSetup refusing(String jobId) {
        StateSetup running = next(UNTIL_CANCELLED, () -> requests.running(jobId));
        if (running.isEntered()) {
            tell(mock -> mock.enqueueReply(BUSY));
        }
        return running;
    }

    private StateSetup unhealthy() {
        StateSetup failed = next(failing(ErrorCode.VRAM_OOM.name()), () -> requests.ended("job-out-of-memory"));
        return failed.isEntered()
                ? StateSetup.entered(() ->
                        next(SHORT, () -> requests.ended("job-that-heals")).leave())
                : failed;
    }

    private StateSetup draining() {
        tell(mock -> mock.draining(true));
        return StateSetup.entered(() -> tell(mock -> mock.draining(false)));
    }

    private void tell(Consumer<ControlPlane> order) {
        try (ControlPlane mock = ControlPlane.at(control, token)) {
            order.accept(mock);
        }
    }

    private static List<Object> failing(String code) {
        return List.of(ReadNames.STARTED, TOKENS, ReadNames.METRICS, Map.of(ReadNames.ERROR, code));
    }

    private static List<Object> stopping(String sequence) {
        return List.of(
                ReadNames.STARTED,
                Map.of(ReadNames.TOKEN, "the "),
                Map.of(ReadNames.TOKEN, sequence),
                Map.of(
                        ReadNames.END,
                        Map.of(
                                ReadNames.STOP_REASON,
                                StopReason.STOP_SEQUENCE,
                                ReadNames.STOP_SEQUENCE_MATCHED,
                                sequence)));
    }

    private static String value(Map<String, String> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
