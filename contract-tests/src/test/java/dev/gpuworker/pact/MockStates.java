package dev.gpuworker.pact;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.StopReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Brings an embedded mock into the states that requests alone cannot reach. */
final class MockStates implements ProviderStateHandler {
    private final MockWorker worker;

    MockStates(MockWorker worker) {
        this.worker = worker;
    }

    @Override
    public StateSetup enter(ProviderStates state, Map<String, String> parameters) {
        return switch (state) {
            case JOB_FAILS -> next(failing(ErrorCode.valueOf(value(parameters, "code"))));
            case JOB_HITS_STOP_SEQUENCE -> next(stopping(value(parameters, "sequence")));
            case UNHEALTHY -> unhealthy();
            case DRAINING -> draining();
            case READY, JOB_RUNS, JOB_HAS_ENDED, REFUSES_SECOND_JOB, JOB_IS_CANCELLED ->
                StateSetup.impossible("requests alone do");
        };
    }

    private StateSetup next(Script script) {
        answerWith(script);
        return StateSetup.entered(this::answerAsBefore);
    }

    private void answerWith(Script script) {
        worker.scenarios(ScenarioSet.of(Scenario.named("pact").stream(script)));
    }

    private void answerAsBefore() {
        worker.scenarios(ScenarioSet.EMPTY);
    }

    private static Script failing(ErrorCode code) {
        return Script.builder()
                .started()
                .tokens(3, Duration.ofMillis(1))
                .metrics()
                .error(code)
                .build();
    }

    private static Script stopping(String sequence) {
        return Script.builder()
                .started()
                .token("the ")
                .token(sequence)
                .add(Write.End.FROM_JOB.stopReason(StopReason.STOP_SEQUENCE).stopSequenceMatched(sequence))
                .build();
    }

    private StateSetup unhealthy() {
        answerWith(failing(ErrorCode.VRAM_OOM));
        run("job-out-of-memory");
        answerAsBefore();
        return StateSetup.entered(() -> run("job-that-heals"));
    }

    private StateSetup draining() {
        worker.drain();
        return StateSetup.entered();
    }

    private void run(String jobId) {
        try (WorkerClient client = new WorkerClient(worker.url())) {
            client.execute(ExecuteRequest.builder(jobId, "Say hello")
                            .maxTokens(1)
                            .build())
                    .collect();
        }
    }

    private static String value(Map<String, String> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
