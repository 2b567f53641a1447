package dev.gpuworker.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.V4Pact;
import java.util.Map;

/** What {@code POST /cancel} promises: the same answer whatever has become of the job (M0-W-1330, D-15). */
final class CancelContract {
    static final String RUNNING = "job-cancel-running";
    static final String ENDED = "job-cancel-ended";
    static final String UNKNOWN = "job-that-never-was";

    private CancelContract() {}

    static V4Pact running(PactBuilder builder) {
        return cancel(
                builder, "a cancel of a running job", ProviderStates.JOB_RUNS, Map.of("job_id", RUNNING), RUNNING);
    }

    static V4Pact ended(PactBuilder builder) {
        return cancel(
                builder,
                "a cancel of a job that has ended",
                ProviderStates.JOB_HAS_ENDED,
                Map.of("job_id", ENDED),
                ENDED);
    }

    static V4Pact unknown(PactBuilder builder) {
        return cancel(builder, "a cancel of an unknown job", ProviderStates.READY, Map.of(), UNKNOWN);
    }

    private static V4Pact cancel(
            PactBuilder builder,
            String description,
            ProviderStates state,
            Map<String, Object> parameters,
            String jobId) {
        return builder.expectsToReceiveHttpInteraction(
                        description,
                        http -> Contract.refer(http, "M0-W-1330", "D-15")
                                .state(state.words(), parameters)
                                .withRequest(request -> request.method("POST")
                                        .path("/cancel")
                                        .body("{\"job_id\":\"" + jobId + "\"}", Contract.JSON))
                                .willRespondWith(response -> Contract.json(
                                        response,
                                        202,
                                        newJsonBody(o -> {
                                                    o.stringValue("status", "cancelling");
                                                    o.stringValue("job_id", jobId);
                                                })
                                                .build())))
                .toPact();
    }
}
