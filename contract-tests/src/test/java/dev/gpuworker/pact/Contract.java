package dev.gpuworker.pact;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.core.model.matchingrules.EqualsMatcher;
import au.com.dius.pact.core.model.matchingrules.NullMatcher;
import au.com.dius.pact.core.model.matchingrules.NumberTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import dev.gpuworker.wire.ExecuteRequest;
import java.util.Map;

/** The names and matchers that all parts of the pact share. */
final class Contract {
    static final String CONSUMER = "orchestrator";
    static final String PROVIDER = "worker-orcd";
    static final String JSON = "application/json";

    private Contract() {}

    /** Refers the interaction to a requirement of {@code docs/worker-api.md}. */
    static HttpInteractionBuilder refer(HttpInteractionBuilder http, String... requirements) {
        for (int i = 0; i < requirements.length; i++) {
            http.reference("worker-api", i == 0 ? "id" : "id-" + (i + 1), requirements[i]);
        }
        return http;
    }

    static HttpResponseBuilder json(HttpResponseBuilder response, int status, DslPart body) {
        return response.status(status)
                .header("Content-Type", Matchers.regexp(Expression.mediaType(JSON), JSON))
                .body(body);
    }

    /**
     * Writes the request's temperature as a whole number: a tool that parses and writes it anew sends the same bytes.
     */
    static String json(ExecuteRequest request) {
        return request.toJson().replace("\"temperature\":0.0", "\"temperature\":0");
    }

    static Map<String, Object> parameters(String name, String value) {
        return Map.of(name, value);
    }

    /** A text that must not be empty; the expression alone would take the number 5 for a text. */
    static void text(LambdaDslObject object, String field, String example) {
        object.and(field, example, TypeMatcher.INSTANCE, new RegexMatcher(Expression.SOME_TEXT, example));
    }

    /** An integer of any size: the plain DSL ends at 31 bits. */
    static void integer(LambdaDslObject object, String field, long example) {
        object.and(field, example, new NumberTypeMatcher(NumberTypeMatcher.NumberType.INTEGER));
    }

    /** An integer, or null. */
    static void integerOrNull(LambdaDslObject object, String field, long example) {
        object.or(field, example, new NumberTypeMatcher(NumberTypeMatcher.NumberType.INTEGER), NullMatcher.INSTANCE);
    }

    /** Exactly this value, also inside an array matcher, which would otherwise match its items by type. */
    static void exactly(LambdaDslObject object, String field, Object value) {
        object.and(field, value, EqualsMatcher.INSTANCE);
    }
}
