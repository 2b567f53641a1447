package dev.gpuworker.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.V4Pact;
import dev.gpuworker.client.QuantKinds;
import java.util.Map;

/** What {@code GET /health} promises (M0-W-1320). */
final class HealthContract {
    private HealthContract() {}

    static V4Pact idle(PactBuilder builder) {
        return health(
                builder, "health of an idle worker", ProviderStates.READY, Map.of(), "healthy|unhealthy", "healthy");
    }

    static V4Pact busy(PactBuilder builder) {
        return health(
                builder,
                "health while a job runs",
                ProviderStates.JOB_RUNS,
                Map.of("job_id", "job-health-busy"),
                "healthy|unhealthy",
                "healthy");
    }

    static V4Pact unhealthy(PactBuilder builder) {
        return health(
                builder,
                "health after a job ran out of VRAM",
                ProviderStates.UNHEALTHY,
                Map.of(),
                "unhealthy",
                "unhealthy");
    }

    static V4Pact correlated(PactBuilder builder) {
        return builder.expectsToReceiveHttpInteraction(
                        "a correlation id that is echoed",
                        http -> Contract.refer(http, "D-17")
                                .state(ProviderStates.READY.words())
                                .withRequest(request -> request.method("GET")
                                        .path("/health")
                                        .header("X-Correlation-ID", "7d4f5a3e-0000-4000-8000-abcdefabcdef"))
                                .willRespondWith(response -> response.status(200)
                                        .header("X-Correlation-ID", "7d4f5a3e-0000-4000-8000-abcdefabcdef")))
                .toPact();
    }

    private static V4Pact health(
            PactBuilder builder,
            String description,
            ProviderStates state,
            Map<String, Object> parameters,
            String statusRegex,
            String status) {
        return builder.expectsToReceiveHttpInteraction(
                        description,
                        http -> Contract.refer(http, "M0-W-1320", "D-13")
                                .state(state.words(), parameters)
                                .withRequest(request -> request.method("GET").path("/health"))
                                .willRespondWith(response -> Contract.json(
                                                response, 200, body("^(" + statusRegex + ")$", status))
                                        .header(
                                                "X-Correlation-ID",
                                                Matchers.regexp(
                                                        "^[A-Za-z0-9-]{1,64}$",
                                                        "7d4f5a3e-0000-4000-8000-000000000001"))))
                .toPact();
    }

    private static DslPart body(String statusRegex, String status) {
        return newJsonBody(o -> {
                    o.stringMatcher("status", statusRegex, status);
                    o.booleanType("resident", true);
                    o.stringMatcher("quant_kind", "^(" + String.join("|", QuantKinds.words()) + ")$", "Q4_K_M");
                    Contract.integer(o, "vram_bytes_used", 17_179_869_184L);
                    o.stringMatcher("tokenizer_kind", "^(gguf-bpe|hf-json)$", "gguf-bpe");
                    Contract.integer(o, "vocab_size", 151_936);
                    Contract.integerOrNull(o, "context_length", 32_768);
                })
                .build();
    }
}
