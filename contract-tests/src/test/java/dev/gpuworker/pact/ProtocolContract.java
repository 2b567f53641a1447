package dev.gpuworker.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.V4Pact;
import java.util.function.UnaryOperator;

/** What is refused before anyone looks at a job: content type, path and method (D-05, D-18). */
final class ProtocolContract {
    static final String UNKNOWN_PATH = "/no-such-path";

    private ProtocolContract() {}

    static V4Pact all(PactBuilder builder) {
        add(
                builder,
                "a job that is sent as text",
                "D-05",
                415,
                request -> request.method("POST").path("/execute").body("haiku", "text/plain"));
        add(
                builder,
                "an unknown path",
                "D-18",
                404,
                request -> request.method("GET").path(UNKNOWN_PATH));
        add(
                builder,
                "a wrong method",
                "D-18",
                405,
                request -> request.method("GET").path("/execute"));
        return builder.toPact();
    }

    private static void add(
            PactBuilder builder,
            String description,
            String requirement,
            int status,
            UnaryOperator<HttpRequestBuilder> ask) {
        builder.expectsToReceiveHttpInteraction(
                description,
                http -> Contract.refer(http, requirement)
                        .state(ProviderStates.READY.words())
                        .withRequest(ask::apply)
                        .willRespondWith(response -> Contract.json(
                                response,
                                status,
                                newJsonBody(o -> {
                                            o.stringValue("code", "INVALID_REQUEST");
                                            Contract.text(o, "message", "refused");
                                            o.booleanValue("retriable", false);
                                        })
                                        .build())));
    }
}
